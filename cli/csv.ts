/** What a spreadsheet would take for a formula, or would look behind for one: also the wide forms (T76). */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A row of CSV (RFC 4180) without its line end. A text that a spreadsheet could run as a formula gets an apostrophe
 * in front, which shows that it is text.
 */
export function csvRow(cells: readonly (string | undefined)[]): string {
  return cells.map(cellOf).join(',');
}

function cellOf(cell = ''): string {
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]|^\s|\s$|^'/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
