import type { StageResult } from '../../engine/rehearsal/index.ts';
import { renderHtml, renderMarkdown } from '../page/index.ts';
import type { Language } from '../texts/index.ts';
import { buildStagingReport } from './model.ts';

/** The staging report in its three formats. */
export interface RenderedReport {
  readonly markdown: string;
  readonly html: string;
  readonly json: string;
}

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
    markdown: renderMarkdown(`${lang}/staging.md.hbs`, report),
    html: renderHtml(`${lang}/staging.html.hbs`, report),
    json: `${JSON.stringify(result, null, 2)}\n`,
  };
}
