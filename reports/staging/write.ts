import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StageResult } from '../../engine/rehearsal/index.ts';
import { replaceFile } from '../page/index.ts';
import type { Language } from '../texts/index.ts';
import { renderStagingReport } from './render.ts';

/** Where the three formats were written. */
export interface ReportPaths {
  readonly markdown: string;
  readonly html: string;
  readonly json: string;
}

/** The paths a report takes in a folder, known before it is written so that the facts can name them. */
export function stagingReportPaths(directory: string): ReportPaths {
  return {
    markdown: join(directory, 'informe-staging.md'),
    html: join(directory, 'informe-staging.html'),
    json: join(directory, 'informe-staging.json'),
  };
}

/**
 * Writes `informe-staging.md`, `.html` and `.json` into a folder, made if absent. Each file is readable by its owner
 * only, and is either the old one or the whole new one at any moment.
 *
 * @throws the file system's error when the folder can't be written; nothing unfinished is left.
 */
export async function writeStagingReport(
  result: StageResult,
  directory: string,
  lang: Language,
): Promise<ReportPaths> {
  const report = renderStagingReport(result, { lang });
  const paths = stagingReportPaths(directory);
  await mkdir(directory, { recursive: true });
  await replaceFile(paths.markdown, report.markdown);
  await replaceFile(paths.html, report.html);
  await replaceFile(paths.json, report.json);
  return paths;
}
