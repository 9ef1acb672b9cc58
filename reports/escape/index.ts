export { guardFormula } from './formula.ts';
export { escapeHtml, escapeHtmlCell, escapeHtmlCellCode, escapeHtmlCode } from './html.ts';
export {
  escapeMarkdown,
  escapeMarkdownCell,
  escapeMarkdownCellCode,
  escapeMarkdownCode,
} from './markdown.ts';
export { showInvisible } from './visible.ts';
