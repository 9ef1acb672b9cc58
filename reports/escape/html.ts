import { guardFormula } from './formula.ts';
import { showInvisible } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text for an element's content or a quoted attribute. */
export function escapeHtml(text: string): string {
  return showInvisible(text).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

/** Text for a table cell, formulas guarded. */
export function escapeHtmlCell(text: string): string {
  return escapeHtml(guardFormula(showInvisible(text)));
}

export function escapeHtmlCode(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

export function escapeHtmlCellCode(text: string): string {
  return `<code>${escapeHtmlCell(text)}</code>`;
}
