import type { Profile } from '../../engine/authoring/index.ts';
import { showInvisible } from '../escape/index.ts';
import { alignRows, clip } from '../terminal/index.ts';
import { fillIn, type Language } from '../texts/index.ts';
import { buildProfileReport } from './model.ts';
import { profileTextsOf } from './texts/index.ts';

const widest = 60;

/** What a terminal shows of a profile: the collections, the clients, what to look at first, where the reports are. */
export function renderProfileSummary(
  profile: Profile,
  { lang, reports }: { readonly lang: Language; readonly reports: readonly string[] },
): string {
  const report = buildProfileReport(profile, lang);
  const { terminal } = profileTextsOf(lang);
  const head = [terminal.collection, terminal.documents, terminal.paths, terminal.client, terminal.date];
  const rows = report.collections.map((row) => [row.name, row.documents, row.paths, row.client, row.date]);
  const blocks = [
    alignRows([head, ...rows.map((row) => row.map(shown))], ['left', 'right', 'right', 'left', 'left']),
    report.has.clients ? [`${terminal.clients}: ${report.clients.total} (${report.clients.basis})`] : [],
    report.has.remarks
      ? [
          `${terminal.remarks}:`,
          ...report.remarks.map(
            ({ title, places, collections }) =>
              `   ${title} (${fillIn(terminal.places, places)}, ${fillIn(terminal.inCollections, collections)})`,
          ),
        ]
      : [],
    [`${terminal.reports}:`, ...reports.map((path) => `   ${showInvisible(path)}`)],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function shown(text: string): string {
  return clip(showInvisible(text), widest);
}
