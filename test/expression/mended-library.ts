import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type jsonata from 'jsonata';

/** Lines of the pinned library that are wrong, and what makes each right. */
const mends: readonly { readonly defect: string; readonly line: string; readonly mended: string }[] = [
  {
    defect: 'an object constructor over an empty array writes into that array, which may be the input itself',
    line: 'input.push(undefined);',
    mended: 'input = [undefined];',
  },
  {
    defect: 'a step that gave an object with a field `length` of 0 ends the path as if it had given nothing',
    line: "typeof resultSequence === 'undefined' || resultSequence.length === 0)",
    mended:
      "typeof resultSequence === 'undefined' || (Array.isArray(resultSequence) && resultSequence.length === 0))",
  },
  {
    defect:
      'a transform whose location leads out of its copy changes what is there, which may be the input itself',
    line: 'match[prop] = update[prop];',
    mended: 'if(holds(result, match)) setOwn(match, prop, update[prop]);',
  },
  {
    defect: 'a transform whose location leads out of its copy deletes there',
    line: 'delete match[deletions[jj]];',
    mended: 'if(holds(result, match)) delete match[deletions[jj]];',
  },
  {
    defect:
      'a partial application in place of a replacement text is put in as the source text of the library',
    line: 'result += replacement;',
    mended: "result += typeof replacement === 'function' ? '[object Object]' : replacement;",
  },
];

/**
 * The pinned library with its known defects mended, each in the one line that has it. Throws where the library no
 * longer has one of these lines.
 */
export const mendedJsonata: typeof jsonata = load();

function load(): typeof jsonata {
  const require = createRequire(import.meta.url);
  let text = readFileSync(require.resolve('jsonata'), 'utf8');
  for (const { defect, line, mended } of mends) {
    if (text.split(line).length !== 2) throw new Error(`the library has no single line in which ${defect}`);
    text = text.replace(line, mended);
  }
  const module: { exports: unknown } = { exports: {} };
  new Function('module', 'exports', 'require', 'holds', 'setOwn', text)(
    module,
    module.exports,
    require,
    holds,
    setOwn,
  );
  return module.exports as typeof jsonata;
}

/** Whether an object is, at any depth, part of another. */
function holds(whole: unknown, part: unknown): boolean {
  if (whole === part) return true;
  return (
    typeof whole === 'object' && whole !== null && Object.values(whole).some((each) => holds(each, part))
  );
}

/** Sets a field whatever its name; of what has no fields nothing is set. */
function setOwn(object: unknown, name: string, value: unknown): void {
  if (typeof object !== 'object' || object === null) return;
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
