import type { BrokenCase } from './case.ts';

/** A library whose fines have a field that nothing reads, in line 10 of their schema. */
export const unread = { 'schemas/fines.yaml': [['  paid: {}\n', '  paid: {}\n  old_number: {}\n']] } as const;

/** The policy of the library with something under `check`, which begins in line 22. */
export function policyWith(check: string): { readonly 'policy.yaml': readonly [readonly [string, string]] } {
  return { 'policy.yaml': [['severity: {', `check:\n${check}\nseverity: {`]] };
}

const waiver = (rest: string): string => `  waivers:\n    - { code: source.unread, ${rest} }`;

/** What a policy says about findings, and is wrong itself. */
export const brokenJudgements: readonly BrokenCase[] = [
  {
    what: 'a severity for a code that does not exist',
    edits: policyWith('  rules: { source.unred: off }'),
    found: ['policy.yaml:22:12 policy.rule'],
    says: 'did you mean "source.unread"?',
  },
  {
    what: 'a severity for an error',
    edits: policyWith('  rules: { path.unknown: warning }'),
    found: ['policy.yaml:22:12 policy.rule'],
    says: 'is an error, whatever a policy says',
  },
  {
    what: 'a severity that does not exist',
    edits: policyWith('  rules: { source.unread: critical }'),
    found: ['policy.yaml:22:27 shape.value'],
  },
  {
    what: 'a warning that the policy makes an error',
    edits: { ...unread, ...policyWith('  rules: { source.unread: error }') },
    found: ['schemas/fines.yaml:10:3 source.unread'],
  },
  {
    what: 'a waiver of an error',
    edits: policyWith('  waivers:\n    - { code: path.unknown, reason: por ahora, until: "2026-01-01" }'),
    found: ['policy.yaml:23:7 policy.rule'],
  },
  {
    what: 'a waiver that nothing matches',
    edits: policyWith(waiver('reason: por ahora, until: "2026-01-01"')),
    found: ['policy.yaml:23:7 waiver.unused'],
  },
  {
    what: 'a waiver for another file, and one about something else',
    edits: {
      ...unread,
      ...policyWith(
        `${waiver('file: schemas/cards.yaml, reason: por ahora, until: "2026-01-01"')}
    - { code: source.unread, about: new_number, reason: por ahora, until: "2026-01-01" }`,
      ),
    },
    found: [
      'policy.yaml:23:7 waiver.unused',
      'policy.yaml:24:7 waiver.unused',
      'schemas/fines.yaml:10:3 source.unread',
    ],
  },
  {
    what: 'a waiver whose last day has passed',
    edits: { ...unread, ...policyWith(waiver('reason: por ahora, until: "2026-01-01"')) },
    today: '2026-01-02',
    found: ['policy.yaml:23:7 waiver.expired', 'schemas/fines.yaml:10:3 source.unread'],
    says: 'por ahora',
  },
  {
    what: 'waivers that can not be read',
    edits: policyWith(
      `${waiver('reason: " ", until: "2026-01-01"')}
    - { code: source.unread, reason: x, until: "2026-02-30" }
    - { code: source.unread, reason: x, until: 2026 }
    - { code: source.unread, reason: x }
    - { code: source.unread, reason: x, until: "2026-02-28", who: y }`,
    ),
    found: [
      'policy.yaml:23:38 shape.reason',
      'policy.yaml:24:48 shape.value',
      'policy.yaml:25:48 shape.type',
      'policy.yaml:26:7 shape.missing_key',
      'policy.yaml:27:62 shape.unknown_key',
    ],
  },
];
