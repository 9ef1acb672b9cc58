import { type CodeSet, codeSet, LAST_UNIT } from './code-set.ts';

/** JavaScript's folding for the i flag without u: upper case of one unit, never from outside ASCII into it. */
function fold(code: number): number {
  const upper = String.fromCharCode(code).toUpperCase();
  if (upper.length !== 1) return code;
  const folded = upper.charCodeAt(0);
  return code >= 128 && folded < 128 ? code : folded;
}

let classes: Map<number, number[]> | undefined;

/** Units by what they fold to, only where there is more than one. */
function foldingClasses(): Map<number, number[]> {
  if (classes !== undefined) return classes;
  const all = new Map<number, number[]>();
  for (let code = 0; code <= LAST_UNIT; code++) {
    const folded = fold(code);
    const members = all.get(folded);
    if (members === undefined) all.set(folded, [code]);
    else members.push(code);
  }
  for (const [folded, members] of all) if (members.length === 1) all.delete(folded);
  classes = all;
  return all;
}

/** The set with every unit that differs only by case. */
export function ignoringCase(set: CodeSet): CodeSet {
  const added: [number, number][] = [];
  for (const members of foldingClasses().values()) {
    if (members.some((code) => contains(set, code))) for (const code of members) added.push([code, code]);
  }
  return codeSet([...set, ...added]);
}

function contains(set: CodeSet, code: number): boolean {
  return set.some(([low, high]) => low <= code && code <= high);
}
