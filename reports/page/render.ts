import {
  escapeHtml,
  escapeHtmlCell,
  escapeHtmlCellCode,
  escapeHtmlCode,
  escapeMarkdown,
  escapeMarkdownCell,
  escapeMarkdownCellCode,
  escapeMarkdownCode,
} from '../escape/index.ts';
import { compileTemplate, type Escapers, type Render, readTemplate } from '../template/index.ts';

const MARKDOWN: Escapers = {
  text: escapeMarkdown,
  cell: escapeMarkdownCell,
  code: escapeMarkdownCode,
  codecell: escapeMarkdownCellCode,
};

const HTML: Escapers = {
  text: escapeHtml,
  cell: escapeHtmlCell,
  code: escapeHtmlCode,
  codecell: escapeHtmlCellCode,
};

const compiled = new Map<string, Render>();

/** A model as Markdown, by a template of ours: `es/staging.md.hbs`. */
export function renderMarkdown(name: string, model: object): string {
  return collapseBlankLines(template(name, MARKDOWN)(model));
}

/** A model as a page of HTML that needs nothing beside itself. */
export function renderHtml(name: string, model: object): string {
  return collapseBlankLines(template(name, HTML)(model));
}

function template(name: string, escapers: Escapers): Render {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const partials = {
    style: readTemplate('shared/report.css'),
    cards: readTemplate('shared/cards.css'),
    diff: readTemplate('shared/diff.css'),
  };
  const render = compileTemplate({ name, source: readTemplate(name), partials }, escapers);
  compiled.set(name, render);
  return render;
}

/** Conditions in templates leave blank lines behind. */
function collapseBlankLines(text: string): string {
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
