import { assemble } from '../../../engine/contract/assemble.ts';
import { digestsOf } from '../../../engine/contract/digest/index.ts';
import type { Contract } from '../../../engine/contract/index.ts';
import { parseYaml, type YamlNode } from '../../../engine/contract/yaml/index.ts';

const silent = (): void => {};
const parsedTexts = new Map<string, YamlNode | undefined>();

/** Most files of a contract are the same each time. */
function parsed(path: string, text: string): YamlNode | undefined {
  const key = `${path}\0${text}`;
  if (!parsedTexts.has(key)) parsedTexts.set(key, parseYaml(path, text, silent));
  return parsedTexts.get(key);
}

/** The digests of a contract's files, also where rules would object to it; undefined when it can't be read. */
export function digestsOfFiles(files: ReadonlyMap<string, string>): Contract['digests'] | undefined {
  const nodes = new Map([...files].map(([path, text]) => [path, parsed(path, text)]));
  const { draft } = assemble(nodes, '.', silent);
  return draft && digestsOf(draft.contract);
}
