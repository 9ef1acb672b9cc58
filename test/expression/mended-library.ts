import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type jsonata from 'jsonata';

/** In the pinned library: an object constructor over an empty array writes into that array, the caller's own. */
const defect = 'input.push(undefined);';
const mended = 'input = [undefined];';

/**
 * The pinned library with one defect mended: an object constructor evaluated over an empty array works on an array of
 * its own and leaves the caller's as it was. Throws where the library no longer has that line.
 */
export const mendedJsonata: typeof jsonata = load();

function load(): typeof jsonata {
  const require = createRequire(import.meta.url);
  const text = readFileSync(require.resolve('jsonata'), 'utf8');
  if (text.split(defect).length !== 2) throw new Error('the library no longer has the line to mend');
  const module: { exports: unknown } = { exports: {} };
  new Function('module', 'exports', 'require', text.replace(defect, mended))(module, module.exports, require);
  return module.exports as typeof jsonata;
}
