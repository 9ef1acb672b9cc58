import type { StageResult } from '../../engine/rehearsal/index.ts';
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
import type { Language } from '../texts/index.ts';
import { buildStagingReport } from './model.ts';

/** The staging report in its three formats. */
export interface RenderedReport {
  readonly markdown: string;
  readonly html: string;
  readonly json: string;
}

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

/**
 * The *Informe de Staging* (R056–R064) from the facts of a run: the same values in Markdown and HTML, and the facts
 * themselves as JSON. Depends on nothing but its arguments and our own templates.
 */
export function renderStagingReport(
  result: StageResult,
  { lang }: { readonly lang: Language },
): RenderedReport {
  const report = buildStagingReport(result, lang);
  return {
    markdown: collapseBlankLines(template(`${lang}/staging.md.hbs`, MARKDOWN)(report)),
    html: collapseBlankLines(template(`${lang}/staging.html.hbs`, HTML)(report)),
    json: `${JSON.stringify(result, null, 2)}\n`,
  };
}

function template(name: string, escapers: Escapers): Render {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const partials = { style: readTemplate('shared/report.css') };
  const render = compileTemplate({ name, source: readTemplate(name), partials }, escapers);
  compiled.set(name, render);
  return render;
}

/** Conditions in templates leave blank lines behind. */
function collapseBlankLines(text: string): string {
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
