/** A set of UTF-16 units as sorted, disjoint ranges, both ends included. */
export type CodeSet = readonly (readonly [number, number])[];

export const LAST_UNIT = 0xffff;

/** The set of these ranges in any order. */
export function codeSet(ranges: Iterable<readonly [number, number]>): CodeSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [low, high] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

/** Everything that is not in the set. */
export function complement(set: CodeSet): CodeSet {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [low, high] of set) {
    if (low > next) gaps.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= LAST_UNIT) gaps.push([next, LAST_UNIT]);
  return gaps;
}

/** The part of the set between two units. */
export function between(set: CodeSet, low: number, high: number): CodeSet {
  return set
    .filter((range) => range[1] >= low && range[0] <= high)
    .map((range) => [Math.max(range[0], low), Math.min(range[1], high)] as const);
}

const unit = (text: string): number => text.charCodeAt(0);

/** What `\d`, `\w`, `\s` and `.` stand for in JavaScript without the u flag. */
export const DIGITS = codeSet([[unit('0'), unit('9')]]);
export const WORD = codeSet([
  [unit('0'), unit('9')],
  [unit('A'), unit('Z')],
  [unit('a'), unit('z')],
  [unit('_'), unit('_')],
]);
export const SPACE = codeSet(
  [...'\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff']
    .map((space) => [unit(space), unit(space)] as const)
    .concat([[0x2000, 0x200a]]),
);
export const LINE_ENDS = codeSet([...'\n\r\u2028\u2029'].map((end) => [unit(end), unit(end)] as const));
