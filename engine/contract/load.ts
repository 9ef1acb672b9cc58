import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type ContractCode, contractCodes } from './codes.ts';
import { fileNames, folders } from './files.ts';
import type { Finding } from './finding.ts';
import { type ContractReadResult, readContract } from './read.ts';
import { collectFindings, compareFindings } from './report.ts';

export interface LoadOptions {
  /** Reads one file; the file system's unless given. Raises for what can't be read. */
  readonly readFile?: (path: string) => Promise<Uint8Array>;
}

/**
 * Loads a contract version from its folder: reads its files, then {@link readContract}. A folder or file that is
 * not there is a finding; anything else the file system raises is passed on.
 */
export async function loadContract(
  directory: string,
  options: LoadOptions = {},
): Promise<ContractReadResult> {
  const read = options.readFile ?? readFile;
  const { report, findings } = collectFindings<ContractCode>(contractCodes);
  const files = new Map<string, string | undefined>();
  for (const path of await contractFiles(directory)) {
    const text = decode(await read(join(directory, ...path.split('/'))));
    if (text === undefined)
      report('yaml.encoding', { file: path, line: 1, column: 1 }, 'the file is not UTF-8');
    files.set(path, text);
  }
  const result = readContract(files, directory);
  const extra = [...findings(), ...folderFindings(directory, result)];
  const { contract, ...rest } = result;
  const broken = extra.some(({ severity }) => severity === 'error');
  return {
    ...rest,
    ...(contract === undefined || broken ? {} : { contract }),
    findings: [...result.findings, ...extra].sort(compareFindings),
  };
}

/** Paths of the YAML files of a contract folder, with `/`, sorted. */
async function contractFiles(directory: string): Promise<readonly string[]> {
  const names = [...(await yamlIn(directory, ''))];
  for (const folder of folders) names.push(...(await yamlIn(join(directory, folder), `${folder}/`)));
  return names.filter((name) => name !== fileNames.seal).sort();
}

async function yamlIn(directory: string, prefix: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((e) => !e.isDirectory() && e.name.endsWith('.yaml')).map((e) => prefix + e.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A folder that is not named after the contract and its version. */
function folderFindings(directory: string, { contract }: ContractReadResult): readonly Finding[] {
  if (contract === undefined) return [];
  const path = resolve(directory);
  const folder = `${basename(dirname(path))}/${basename(path)}`;
  if (folder === `${contract.name}/${contract.version}`) return [];
  const { report, findings } = collectFindings<ContractCode>(contractCodes);
  report(
    'contract.folder',
    { file: fileNames.contract, line: 1, column: 1 },
    `the contract ${contract.name}/${contract.version} lies in the folder ${folder}`,
  );
  return findings();
}
