import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StageResult } from '../../engine/rehearsal/index.ts';
import { LANGUAGES, renderStagingReport } from '../../reports/index.ts';
import { stageResults } from './arbitrary.ts';
import { readHtml } from './readers/html.ts';
import { readMarkdown } from './readers/markdown.ts';
import type { Section } from './readers/section.ts';
import { accepted } from './results/accepted.ts';
import { empty } from './results/empty.ts';
import { rejected } from './results/rejected.ts';

/** The order of sections in every report. */
const SECTIONS = [
  'run',
  'strategy',
  'contract',
  'timing',
  'volume',
  'dispositions',
  'errors',
  'excluded',
  'warnings',
  'unread',
  'conflicts',
  'duplicates',
  'verification',
  'settings',
  'criteria',
  'collections',
  'next',
] as const;

/** Where a number of the JSON stands in a report: a cell (negative rows count from the end), or the text of a section. */
interface Claim {
  readonly path: string;
  readonly section: (typeof SECTIONS)[number];
  readonly cell: readonly [table: number, row: number, column: number] | null;
  readonly shows: (shown: string) => boolean;
}

const DISPOSITIONS = [
  'total',
  'migrated',
  'already_present',
  'superseded',
  'after_cutoff',
  'quarantined',
  'excluded',
] as const;

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const toMilliseconds = new Intl.NumberFormat('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const is = (value: number) => (shown: string) => shown === grouped.format(value);

/** Durations are read back: no unit may lie by more than half of its last digit, and nothing that took time is 0. */
const lasts = (seconds: number) => (shown: string) => {
  const [text = ''] = shown.split(' / ');
  if (text === '<1ms') return seconds > 0 && seconds < 0.0005;
  const parts = [...text.replaceAll(',', '').matchAll(/([\d.]+)(ms|s|min|h)\b/g)];
  const unit = { ms: 0.001, s: 1, min: 60, h: 3600 } as const;
  const read = parts.reduce((sum, part) => sum + Number(part[1]) * unit[part[2] as keyof typeof unit], 0);
  const rate = shown.includes(' / ');
  const step = read >= 3600 && !rate ? 60 : read >= 10 ? 1 : read >= 0.1 ? 0.1 : 0.001;
  return parts.length > 0 && Math.abs(read - seconds) <= step / 2 + 1e-9 && (read > 0 || seconds === 0);
};

describe('the same numbers in JSON, Markdown and HTML (P15)', () => {
  it.each(LANGUAGES)('%s: for any result', (lang) => {
    fc.assert(
      fc.property(stageResults, (result) => checkNumbers(result, lang)),
      { numRuns: 120 },
    );
  });

  it.each(LANGUAGES)('%s: for the results of the golden reports', (lang) => {
    for (const result of [accepted, rejected, empty]) checkNumbers(result, lang);
  });
});

function checkNumbers(result: StageResult, lang: 'es' | 'en'): void {
  const report = renderStagingReport(result, { lang });
  const markdown = readMarkdown(report.markdown);
  const html = readHtml(report.html);
  expect(html.map(({ heading, tables }) => ({ heading, tables: squeeze(tables) }))).toEqual(
    markdown.map(({ heading, tables }) => ({ heading, tables: squeeze(tables) })),
  );
  const facts: unknown = JSON.parse(report.json);
  const claims = claimsOf(result);
  expect(claims.map(({ path }) => path).sort()).toEqual(numberPaths(facts, '').sort());
  for (const claim of claims) {
    for (const sections of [markdown, html]) {
      const shown = find(sections, claim);
      if (!claim.shows(shown)) throw new Error(`${claim.path} is shown as ${JSON.stringify(shown)}`);
    }
  }
}

/** White space is free in both formats. */
function squeeze(tables: Section['tables']): Section['tables'] {
  return tables.map((rows) => rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim())));
}

function find(sections: readonly Section[], { section, cell }: Claim): string {
  const found = sections[SECTIONS.indexOf(section)];
  if (found === undefined) return '(no section)';
  if (cell === null) return found.text;
  const [table, row, column] = cell;
  return found.tables[table]?.at(row)?.[column] ?? '(no cell)';
}

function numberPaths(value: unknown, path: string): string[] {
  if (typeof value === 'number') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numberPaths(inner, `${path}/${key}`));
}

function claimsOf(result: StageResult): Claim[] {
  return [
    ...timingClaims(result),
    ...volumeClaims(result),
    ...dispositionClaims(result),
    ...findingClaims(result),
    ...tableClaims(result),
  ];
}

function timingClaims(result: StageResult): Claim[] {
  const at = (path: string, row: number, column: number, shows: Claim['shows']): Claim => {
    return { path, section: 'timing', cell: [0, row, column], shows };
  };
  const exact = (value: number) => (shown: string) => shown === toMilliseconds.format(value);
  return [
    ...result.timing.flatMap((row, index) => [
      at(`/timing/${index}/documents`, index + 1, 3, is(row.documents)),
      at(`/timing/${index}/seconds`, index + 1, 4, exact(row.seconds)),
      ...(row.seconds_per_1000 === null
        ? []
        : [at(`/timing/${index}/seconds_per_1000`, index + 1, 2, lasts(row.seconds_per_1000))]),
    ]),
    at('/total_seconds', -1, 4, exact(result.total_seconds)),
  ];
}

function volumeClaims(result: StageResult): Claim[] {
  const drawers = ['total', 'inserted', 'changed', 'unchanged'] as const;
  return [
    ...result.entities.flatMap(({ match }, index): Claim[] => [
      {
        path: `/entities/${index}/match/landed`,
        section: 'volume',
        cell: [0, index + 1, 4],
        shows: is(match.landed),
      },
      {
        path: `/entities/${index}/match/of`,
        section: 'volume',
        cell: [0, index + 1, 5],
        shows: is(match.of),
      },
    ]),
    ...drawers.map((name, index): Claim => {
      return {
        path: `/drawers/${name}`,
        section: 'volume',
        cell: [1, index + 1, 1],
        shows: is(result.drawers[name]),
      };
    }),
  ];
}

/** One row per collection, one for the entity; a lone collection with the entity's counts stands for both. */
function dispositionClaims(result: StageResult): Claim[] {
  let row = 0;
  return result.entities.flatMap((entity, index) => {
    const collections = Object.entries(entity.collections);
    const claims = collections.flatMap(([name, counts]) => {
      row += 1;
      const at = row;
      return DISPOSITIONS.map((kind, column) =>
        disposition(`/entities/${index}/collections/${name}/${kind}`, at, column, counts[kind]),
      );
    });
    const [only] = collections;
    const same = collections.length === 1 && DISPOSITIONS.every((kind) => only?.[1][kind] === entity[kind]);
    if (!same) row += 1;
    const at = row;
    return [
      ...claims,
      ...DISPOSITIONS.map((kind, column) =>
        disposition(`/entities/${index}/${kind}`, at, column, entity[kind]),
      ),
    ];
  });
}

function disposition(path: string, row: number, column: number, value: number): Claim {
  return { path, section: 'dispositions', cell: [0, row, column + 2], shows: is(value) };
}

function findingClaims(result: StageResult): Claim[] {
  const order = result.quarantine
    .map((group, index) => ({ ...group, index }))
    .sort(
      (a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical') || b.count - a.count,
    );
  const says = (value: number) => (shown: string) => new RegExp(`: ${grouped.format(value)}\\.`).test(shown);
  return [
    ...order.flatMap(({ index, count, clients }, row): Claim[] => {
      const at = (name: string, column: number, value: number): Claim => ({
        path: `/quarantine/${index}/${name}`,
        section: 'errors',
        cell: [0, row + 1, column],
        shows: is(value),
      });
      return [at('count', 5, count), at('clients', 6, clients)];
    }),
    ...result.excluded.flatMap(({ documents, clients }, index): Claim[] => {
      const at = (name: string, column: number, value: number): Claim => ({
        path: `/excluded/${index}/${name}`,
        section: 'excluded',
        cell: [0, index + 1, column],
        shows: is(value),
      });
      return [at('documents', 3, documents), at('clients', 4, clients)];
    }),
    ...result.warnings.flatMap(({ count, documents, clients }, index): Claim[] => [
      { path: `/warnings/${index}/count`, section: 'warnings', cell: [0, index + 1, 3], shows: is(count) },
      {
        path: `/warnings/${index}/documents`,
        section: 'warnings',
        cell: [0, index + 1, 4],
        shows: is(documents),
      },
      {
        path: `/warnings/${index}/clients`,
        section: 'warnings',
        cell: [0, index + 1, 5],
        shows: is(clients),
      },
    ]),
    ...result.unread.map(({ count }, index): Claim => {
      return { path: `/unread/${index}/count`, section: 'unread', cell: [0, index + 1, 2], shows: is(count) };
    }),
    ...result.conflicts.map(({ count }, index): Claim => {
      return {
        path: `/conflicts/${index}/count`,
        section: 'conflicts',
        cell: [0, index + 1, 1],
        shows: is(count),
      };
    }),
    { path: '/critical_errors', section: 'errors', cell: null, shows: says(result.critical_errors) },
    { path: '/duplicates', section: 'duplicates', cell: null, shows: says(result.duplicates) },
  ];
}

function tableClaims(result: StageResult): Claim[] {
  const { verification, settings } = result;
  const checks = ['compared', 'equal', 'different', 'missing'] as const;
  const titled = result.contract.title === null ? 0 : 1;
  return [
    ...checks.map((name, index): Claim => {
      return {
        path: `/verification/${name}`,
        section: 'verification',
        cell: [0, index + 1, 1],
        shows: is(verification[name]),
      };
    }),
    {
      path: '/verification/seconds',
      section: 'verification',
      cell: [0, 5, 1],
      shows: (shown) => {
        const [duration = '', exact] = shown.split(' (');
        return (
          lasts(verification.seconds)(duration) &&
          exact === `${toMilliseconds.format(verification.seconds)} s)`
        );
      },
    },
    ...rehearsalClaims(result),
    { path: '/settings/batch', section: 'settings', cell: [0, 1, 1], shows: is(settings.batch) },
    {
      path: '/settings/timeout_seconds',
      section: 'settings',
      cell: [0, 2, 1],
      shows: (shown) => shown === `${grouped.format(settings.timeout_seconds)}s`,
    },
    { path: '/settings/workers', section: 'settings', cell: [0, 3, 1], shows: is(settings.workers) },
    { path: '/settings/partitions', section: 'settings', cell: [0, 4, 1], shows: is(settings.partitions) },
    ...result.source.collections.flatMap(({ documents, bytes }, index): Claim[] => [
      {
        path: `/source/collections/${index}/documents`,
        section: 'collections',
        cell: [0, index + 1, 4],
        shows: is(documents),
      },
      {
        path: `/source/collections/${index}/bytes`,
        section: 'collections',
        cell: [0, index + 1, 5],
        shows: is(bytes),
      },
    ]),
    ...Object.entries(result.parameters).flatMap(([name, value], index): Claim[] =>
      typeof value === 'number'
        ? [
            {
              path: `/parameters/${name}`,
              section: 'contract',
              cell: [0, index + titled + 5, 1],
              shows: (shown) => shown === String(value),
            },
          ]
        : [],
    ),
  ];
}

function rehearsalClaims({ rehearsal }: StageResult): Claim[] {
  if (rehearsal === null) return [];
  const { drawers } = rehearsal;
  const counts: readonly (readonly [path: string, row: number, value: number])[] = [
    ['collections', 2, rehearsal.collections],
    ['documents', 3, rehearsal.documents],
    ['drawers/removed', 4, drawers.removed],
    ['drawers/restored', 5, drawers.restored],
    ['drawers/cut', 6, drawers.cut],
    ['links', 7, rehearsal.links],
    ['images', 8, rehearsal.images],
    ['left', 9, rehearsal.left],
    ['different', 11, rehearsal.different],
  ];
  const times: readonly (readonly [path: string, row: number, value: number])[] = [
    ['rollback_seconds', 12, rehearsal.rollback_seconds],
    ['seconds', 13, rehearsal.seconds],
  ];
  return [
    ...counts.map(([path, row, value]): Claim => {
      return { path: `/rehearsal/${path}`, section: 'verification', cell: [1, row, 1], shows: is(value) };
    }),
    ...times.map(([path, row, value]): Claim => {
      const shows = (shown: string): boolean => {
        const [duration = '', exact] = shown.split(' (');
        return lasts(value)(duration) && exact === `${toMilliseconds.format(value)} s)`;
      };
      return { path: `/rehearsal/${path}`, section: 'verification', cell: [1, row, 1], shows };
    }),
  ];
}
