import type { ReadContext } from './reading/context.ts';
import type { YamlNode } from './yaml/index.ts';

/** The parsed files of a contract folder by path; undefined for a file that is there but is no YAML. */
export type ParsedFiles = ReadonlyMap<string, YamlNode | undefined>;

/** Files of a contract by their role. */
export const fileNames = {
  contract: 'contract.yaml',
  functions: 'functions.yaml',
  policy: 'policy.yaml',
  seal: 'seal.yaml',
  accepted: 'accepted.yaml',
} as const;

/** Folders whose YAML files belong to a contract. */
export const folders = ['mappings', 'schemas', 'cases'] as const;

/** Whether a path of the folder is a file that the loader reads. */
export function isContractFile(path: string): boolean {
  if (path === fileNames.contract || path === fileNames.functions || path === fileNames.policy) return true;
  return folders.some((folder) => path.startsWith(`${folder}/`)) && path.endsWith('.yaml');
}

/** Whether a file name stays inside the folder: relative, forward slashes, no `.` or `..`, ends in `.yaml`. */
export function isInside(path: string): boolean {
  if (!path.endsWith('.yaml') || /[\\\0:]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * The parsed file that a contract names at `node`; undefined, reported, when the name leaves the folder or the
 * file is not there, and silently when it is no YAML.
 */
export function namedFile(
  files: ParsedFiles,
  path: string,
  node: YamlNode,
  context: ReadContext,
): YamlNode | undefined {
  if (!isInside(path)) {
    context.report('file.path', node.place, `${JSON.stringify(path)} is no file of this folder`, {
      hint: 'a relative name without .. that ends in .yaml',
    });
    context.leaveOut();
    return undefined;
  }
  if (!files.has(path)) {
    context.report('file.missing', node.place, `the file ${path} is not there`);
    context.leaveOut();
    return undefined;
  }
  const parsed = files.get(path);
  if (parsed === undefined) context.leaveOut();
  return parsed;
}
