/** A signed number is no formula. */
const NUMBER = /^[+-]?\d[\d.,]*%?$/;

/** What a spreadsheet may take for the start of a formula, the full-width twins included. */
const FORMULA = /^[=+\-@＝＋－＠\t\r]/u;

/**
 * The text of a table cell that a spreadsheet takes as text: a cell that could start a formula gets an apostrophe in
 * front. For tables in any format, since all of them end up being pasted.
 */
export function guardFormula(text: string): string {
  const start = text.trimStart();
  return FORMULA.test(start) && !NUMBER.test(start) ? `'${start}` : text;
}
