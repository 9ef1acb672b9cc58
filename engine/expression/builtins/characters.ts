/** The code points of a text; JSONata counts and cuts in these, not in UTF-16 units. */
export function charactersOf(text: string): string[] {
  return Array.from(text);
}

/** Whether every code point is one UTF-16 unit. */
export function isBasic(text: string): boolean {
  return !/[\ud800-\udfff]/.test(text);
}

/** How many code points a text has. */
export function characterCount(text: string): number {
  return isBasic(text) ? text.length : charactersOf(text).length;
}

/** The code points from `start` to `end`, as `slice` counts. */
export function sliceCharacters(text: string, start: number, end?: number): string {
  return isBasic(text) ? text.slice(start, end) : charactersOf(text).slice(start, end).join('');
}
