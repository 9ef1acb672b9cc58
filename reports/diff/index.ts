export type { DiffFolders } from './model.ts';
export { renderDiffHtml, renderDiffMarkdown } from './render.ts';
export { renderDiffText } from './terminal.ts';
