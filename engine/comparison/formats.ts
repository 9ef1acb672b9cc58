import { escapeXml, explanationOf } from '../contract/index.ts';
import type { Change, ChangeSide } from './change.ts';
import type { Diff } from './diff.ts';
import { type Level, rules } from './rules/index.ts';

/** What other tools are told about a diff beside the diff itself. */
export interface DiffSubject {
  readonly tool: { readonly name: string; readonly version: string };
  /** URIs of a file of either version. */
  readonly uriOf: (side: 'from' | 'to', file: string) => string;
  readonly lang: 'es' | 'en';
}

const sarifLevels: Readonly<Record<Level, string>> = {
  breaking: 'error',
  review: 'warning',
  compatible: 'note',
  cosmetic: 'none',
};

/** The changes as a SARIF 2.1.0 log; an accepted one is suppressed, with its reason. */
export function diffSarif(diff: Diff, { tool, uriOf, lang }: DiffSubject): object {
  const ids = [...new Set(diff.changes.map(({ rule }) => rule))].sort();
  const location = (side: 'from' | 'to', { place }: ChangeSide): object => ({
    physicalLocation: {
      artifactLocation: { uri: uriOf(side, place.file) },
      region: { startLine: place.line, startColumn: place.column },
    },
  });
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            ...tool,
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: rules.find((rule) => rule.id === id)?.says[lang] ?? id },
              helpUri: explanationOf(id).replace('codes.md', 'changes.md'),
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diff.changes.map((change) => ({
          ruleId: change.rule,
          ruleIndex: ids.indexOf(change.rule),
          level: sarifLevels[change.level],
          message: { text: change.says[lang] },
          partialFingerprints: { changeId: change.id },
          locations: change.to ? [location('to', change.to)] : [],
          relatedLocations: change.from ? [location('from', change.from)] : [],
          ...(change.accepted === undefined
            ? {}
            : {
                suppressions: [
                  { kind: 'external', justification: `${change.accepted.reason} (${change.accepted.by})` },
                ],
              }),
        })),
      },
    ],
  };
}

/** The changes as JUnit XML: one suite per level, a change that nobody accepted and that fails is a failure. */
export function diffJunit(
  { from, to, changes }: Diff,
  fails: (change: Change) => boolean,
  lang: 'es' | 'en',
): string {
  const name = `${to.name} ${from.version} → ${to.version}`;
  const lines = changes.flatMap((change) => {
    const head = `    <testcase name="${escapeXml(change.says[lang])}" classname="${change.level}.${change.rule}"`;
    if (!fails(change)) return [`${head}/>`];
    const text = `${change.from?.text ?? ''}\n→\n${change.to?.text ?? ''}`;
    return [
      `${head}>`,
      `      <failure message="${change.level} ${change.id}">${escapeXml(text)}</failure>`,
      '    </testcase>',
    ];
  });
  const failures = changes.filter(fails).length;
  const counts = `tests="${changes.length}" failures="${failures}"`;
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(name)}" ${counts}>`,
    `  <testsuite name="${escapeXml(name)}" ${counts}>`,
    ...lines,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`;
}
