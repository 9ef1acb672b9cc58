import { guardFormula } from './formula.ts';
import { showInvisible } from './visible.ts';

/** Written as entities: they hold in every renderer, also where a table is split before backslashes are read. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '`': '&#96;',
};

/** Inside such text a code span needs no escaping at all. */
const PLAIN_CODE = /^[\p{L}\p{N}._:/@+,;=≥≤()[\]{}#'"*~%!?$^ ⟨⟩-]+$/u;

/** Text inside a line of Markdown: no markup, link, mention, HTML or table border can come out of it. */
export function escapeMarkdown(text: string): string {
  return showInvisible(text)
    .replace(/[&<>|`]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\\*_[\]~$@]/g, '\\$&')
    .replace(/\/(?=\/)/g, '/\\')
    .replace(/www\./gi, (match) => `${match.slice(0, 3)}\\.`)
    .replace(/^(?:[#+=-]|\d+(?=[.)](?: |$)))/, escapeStart);
}

/** Text for a table cell: formulas guarded, never a border or a line end. */
export function escapeMarkdownCell(text: string): string {
  return escapeMarkdown(guardFormula(showInvisible(text)));
}

/** A code span where the text allows one, else the same text without. */
export function escapeMarkdownCode(text: string): string {
  const shown = showInvisible(text);
  return PLAIN_CODE.test(shown) ? `\`${shown}\`` : escapeMarkdown(shown);
}

export function escapeMarkdownCellCode(text: string): string {
  return escapeMarkdownCode(guardFormula(showInvisible(text)));
}

/** What would start a block if the text started a line. */
function escapeStart(start: string): string {
  return /\d/.test(start) ? `${start}\\` : `\\${start}`;
}
