import fc from 'fast-check';
import type { StageResult } from '../../engine/rehearsal/index.ts';

/** Texts that try to break out of Markdown, HTML, a spreadsheet cell or a line. */
export const HOSTILE = [
  `=cmd|' /C calc'!A0`,
  '<script>alert(1)</script>',
  '</td></tr></table>',
  '" onload="x',
  "' onload='x",
  '&amp;&lt;',
  '<!-- -->',
  'a|b',
  'a\\|b',
  'line\nbreak\r\n\n# heading',
  '\n| --- |\n',
  '`code`',
  '``',
  '`',
  '**bold** _x_ ~~y~~',
  '[link](javascript:alert(1))',
  '![image](http://example.invalid/x.png)',
  'https://example.invalid and www.example.invalid',
  'someone@example.invalid',
  '- item',
  '1. item',
  '> quote',
  '    code',
  '---',
  '===',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '＝1+1',
  ' =1+1',
  '\u202egnp.exe',
  '\u2066x\u2069\u200f',
  '\u0000\u0007\u001b[31mred',
  '\ud800',
  '{{verdict.label}}',
  '{{{this}}}',
  '__proto__',
  'constructor',
  '$x^2$',
  '\\',
  '',
  ' ',
  '😀 ñ 漢字 مرحبا',
] as const;

const hostile = fc.constantFrom(...HOSTILE);
const text = fc.oneof(
  hostile,
  fc.tuple(hostile, hostile).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);
const nullable = fc.option(text);
const count = fc.oneof(fc.constant(0), fc.nat(50), fc.nat({ max: 50_000_000 }));
const seconds = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.nat({ max: 400_000_000 }).map((milliseconds) => milliseconds / 1000),
);
const percent = fc.nat({ max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2));

const counts = {
  total: count,
  migrated: count,
  already_present: count,
  superseded: count,
  after_cutoff: count,
  quarantined: count,
  excluded: count,
};

const entity = fc.record({
  entity: text,
  title: nullable,
  step: text,
  ...counts,
  collections: fc.dictionary(text, fc.record(counts), { maxKeys: 3 }),
  match: fc.record({ landed: count, of: count, percent: fc.option(percent) }),
});

const group = fc.record({
  code: fc.oneof(text, fc.constantFrom('client.missing', 'orphan', 'source.schema')),
  severity: fc.constantFrom('record' as const, 'critical' as const),
  entity: text,
  collection: text,
  count,
  clients: count,
  where: nullable,
  note: nullable,
  fix: nullable,
  documents: fc.oneof(
    fc.array(fc.record({ id: text, detail: nullable }), { maxLength: 4 }),
    fc.constant(Array.from({ length: 60 }, (_, index) => ({ id: `h:${index}`, detail: null }))),
  ),
});

/** Any staging result at all, consistent or not: the report has to show what it says. */
export const stageResults: fc.Arbitrary<StageResult> = fc.record({
  command: fc.constant('stage' as const),
  run: text,
  verdict: fc.constantFrom('accepted' as const, 'rejected' as const, 'inconclusive' as const),
  causes: fc.array(fc.record({ code: text, message: text }), { maxLength: 3 }),
  started_at: text,
  finished_at: text,
  engine: fc.record({ name: text, version: text }),
  contract: fc.record({ name: text, version: text, title: nullable, mapping: text, policy: text }),
  cutoff: fc.option(fc.record({ parameter: text, value: text })),
  parameters: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 3 }),
  source: fc.record({
    kind: text,
    label: text,
    digest: text,
    collections: fc.array(
      fc.record({
        source: text,
        collection: text,
        title: nullable,
        present: fc.boolean(),
        documents: count,
        bytes: count,
        sha256: nullable,
      }),
      { maxLength: 3 },
    ),
    unused: fc.array(text, { maxLength: 2 }),
    notices: fc.array(fc.record({ code: text, message: text, place: text }), { maxLength: 2 }),
  }),
  target: fc.record({
    kind: text,
    label: text,
    environment: fc.constantFrom('staging' as const, 'production' as const),
  }),
  settings: fc.record({
    batch: count,
    timeout_seconds: count,
    workers: count,
    partitions: count,
    indexes: fc.array(text, { maxLength: 2 }),
  }),
  entities: fc.array(entity, { maxLength: 3 }),
  quarantine: fc.array(group, { maxLength: 3 }),
  excluded: fc.array(
    fc.record({
      code: text,
      entity: text,
      collection: text,
      documents: count,
      clients: count,
      where: nullable,
      note: nullable,
    }),
    { maxLength: 3 },
  ),
  warnings: fc.array(
    fc.record({
      code: text,
      entity: text,
      collection: text,
      count,
      clients: count,
      documents: count,
      where: nullable,
      note: nullable,
      fix: nullable,
    }),
    { maxLength: 2 },
  ),
  unread: fc.array(fc.record({ collection: text, path: text, count }), { maxLength: 3 }),
  conflicts: fc.array(fc.record({ path: text, count }), { maxLength: 2 }),
  drawers: fc.record({ total: count, inserted: count, changed: count, unchanged: count }),
  duplicates: count,
  critical_errors: count,
  verification: fc.record({ compared: count, equal: count, different: count, missing: count, seconds }),
  rehearsal: fc.option(
    fc.record({
      proven: fc.boolean(),
      collections: count,
      documents: count,
      drawers: fc.record({ removed: count, restored: count, cut: count }),
      links: count,
      images: count,
      left: count,
      differing: fc.array(text, { maxLength: 2 }),
      different: count,
      rollback_seconds: seconds,
      seconds,
    }),
  ),
  criteria: fc.array(
    fc.record({
      metric: fc.oneof(text, fc.constantFrom('match.a', 'critical_errors', 'duplicates', 'unlinked.a')),
      title: nullable,
      threshold: text,
      value: fc.option(fc.oneof(percent, count.map(String), text)),
      state: fc.constantFrom('met' as const, 'not_met' as const, 'not_applicable' as const),
    }),
    { maxLength: 3 },
  ),
  timing: fc.array(
    fc.record({
      step: text,
      title: nullable,
      documents: count,
      seconds,
      seconds_per_1000: fc.option(seconds),
    }),
    { maxLength: 3 },
  ),
  total_seconds: seconds,
  ids_shown: fc.boolean(),
  reports: fc.array(text, { maxLength: 2 }),
});
