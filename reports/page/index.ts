export { renderHtml, renderMarkdown } from './render.ts';
export { replaceFile } from './replace-file.ts';
