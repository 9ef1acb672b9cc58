import type { StageResult } from '../../engine/rehearsal/index.ts';
import { showInvisible } from '../escape/index.ts';
import { buildStagingReport, type StagingReport } from '../staging/index.ts';
import { type Catalogue, type Language, textsOf } from '../texts/index.ts';
import { type Paint, painter, type Style, VERDICT_STYLES } from './colour.ts';
import { alignRows } from './table.ts';
import { clip } from './width.ts';

const TITLE_WIDTH = 36;
const STATE_STYLES = { met: 'green', not_met: 'red', not_applicable: 'yellow' } as const satisfies Record<
  StagingReport['criteria'][number]['state'],
  Style
>;

/**
 * What a terminal shows after a staging run: volumes, criteria, the verdict with its causes, where the reports are.
 * Ends with a line end. Colour codes only if `colour`; no other control character, whatever the facts hold.
 */
export function renderStageSummary(
  result: StageResult,
  { lang, colour }: { readonly lang: Language; readonly colour: boolean },
): string {
  const report = buildStagingReport(result, lang);
  const texts = textsOf(lang);
  const paint = painter(colour);
  const blocks = [
    volumeLines(report, texts, paint),
    criterionLines(report, texts, paint),
    verdictLines(report, texts, paint),
    reportLines(result, texts),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function volumeLines(report: StagingReport, { terminal }: Catalogue, paint: Paint): readonly string[] {
  if (report.volume.length === 0) return [];
  const header = [terminal.entity, terminal.total, terminal.migrated, terminal.quarantined, terminal.rate];
  const rows = report.volume.map((row) => [
    name(row.title),
    row.total,
    row.migrated,
    row.quarantined,
    row.percent,
  ]);
  return headed(alignRows([header, ...rows], ['left', 'right', 'right', 'right', 'right']), paint);
}

function criterionLines(report: StagingReport, { terminal }: Catalogue, paint: Paint): readonly string[] {
  if (report.criteria.length === 0) return [];
  const header = [terminal.criterion, terminal.threshold, terminal.value];
  const rows = report.criteria.map((row) => [
    name(row.title),
    showInvisible(row.threshold),
    showInvisible(row.value),
  ]);
  const [head = '', ...lines] = alignRows([header, ...rows], ['left', 'right', 'right']);
  return [
    paint(`   ${head}`, 'dim'),
    ...report.criteria.map(
      ({ mark, state }, index) => `${mark} ${paint(lines[index] ?? '', STATE_STYLES[state])}`,
    ),
  ];
}

function verdictLines(report: StagingReport, { terminal }: Catalogue, paint: Paint): readonly string[] {
  const { mark, label, sentence, state } = report.verdict;
  return [
    `${mark} ${paint(label.toUpperCase(), 'bold', VERDICT_STYLES[state])} · ${terminal.duration} ${report.run.duration}`,
    `   ${sentence}`,
    ...report.causes.map(
      ({ title, detail }) =>
        `   - ${showInvisible([title, detail].filter((text) => text !== '').join(': '))}`,
    ),
  ];
}

function reportLines(result: StageResult, { terminal }: Catalogue): readonly string[] {
  if (result.reports.length === 0) return [];
  return [`${terminal.reports}:`, ...result.reports.map((path) => `   ${showInvisible(path)}`)];
}

function headed([head = '', ...lines]: readonly string[], paint: Paint): readonly string[] {
  return [paint(head, 'dim'), ...lines];
}

function name(title: string): string {
  return clip(showInvisible(title), TITLE_WIDTH);
}
