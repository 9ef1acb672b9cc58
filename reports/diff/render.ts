import type { Diff } from '../../engine/comparison/index.ts';
import { renderHtml, renderMarkdown } from '../page/index.ts';
import type { Language } from '../texts/index.ts';
import { buildDiffReport, type DiffFolders } from './model.ts';

/** A diff for a pull request. */
export function renderDiffMarkdown(diff: Diff, folders: DiffFolders, lang: Language): string {
  return renderMarkdown(`${lang}/diff.md.hbs`, buildDiffReport(diff, folders, lang));
}

/** A diff as a page that needs nothing beside itself. */
export function renderDiffHtml(diff: Diff, folders: DiffFolders, lang: Language): string {
  return renderHtml(`${lang}/diff.html.hbs`, buildDiffReport(diff, folders, lang));
}
