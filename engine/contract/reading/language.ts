import type { ReadContext } from './context.ts';
import type { OpenMap } from './map.ts';
import { readInteger } from './values.ts';

/** The version of the language, the integer 1, under `drawer` or `policy`. */
export function checkLanguage(map: OpenMap, key: string, context: ReadContext): void {
  const node = map.need(key);
  const version = readInteger(node, key, context);
  if (node === undefined || version === undefined || version === 1) return;
  context.report('contract.language', node.place, `version ${version} of the language is not known`, {
    hint: `write ${key}: 1`,
  });
}
