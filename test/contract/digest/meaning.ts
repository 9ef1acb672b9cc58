import { assemble } from '../../../engine/contract/assemble.ts';
import { digestsOf } from '../../../engine/contract/digest/index.ts';
import type { Contract } from '../../../engine/contract/index.ts';
import { parseYaml } from '../../../engine/contract/yaml/index.ts';

/** The digests of a contract's files, also where rules would object to it; undefined when it can't be read. */
export function digestsOfFiles(files: ReadonlyMap<string, string>): Contract['digests'] | undefined {
  const silent = (): void => {};
  const parsed = new Map([...files].map(([path, text]) => [path, parseYaml(path, text, silent)]));
  const { draft } = assemble(parsed, '.', silent);
  return draft && digestsOf(draft.contract);
}
