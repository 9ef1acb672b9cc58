import { expect, test } from 'vitest';
import { policyWith, unread } from './broken/judgements.ts';
import { placesOf, readLibrary } from './library.ts';

const waived = policyWith(
  '  waivers:\n    - { code: source.unread, file: schemas/fines.yaml, about: old_number, reason: por ahora, until: "2026-01-01" }',
);

test('a warning is a warning unless the policy says otherwise', () => {
  const { findings, waived: passed, contract } = readLibrary(unread);
  expect(placesOf(findings)).toEqual(['schemas/fines.yaml:10:3 source.unread']);
  expect(findings[0]?.severity).toBe('warning');
  expect(passed).toEqual([]);
  expect(contract).toBeDefined();
});

test('a warning that the policy makes an error keeps the contract from being used', () => {
  const { findings, contract } = readLibrary({
    ...unread,
    ...policyWith('  rules: { source.unread: error }'),
  });
  expect(findings.map(({ severity }) => severity)).toEqual(['error']);
  expect(contract).toBeUndefined();
});

test('a warning that the policy turns off is not there', () => {
  const { findings, waived: passed } = readLibrary({
    ...unread,
    ...policyWith('  rules: { source.unread: off, waiver.unused: off }'),
  });
  expect(findings).toEqual([]);
  expect(passed).toEqual([]);
});

test.each([undefined, '2025-12-31', '2026-01-01'])('a waiver counts on %s', (today) => {
  const { findings, waived: passed, contract } = readLibrary({ ...unread, ...waived }, today);
  expect(placesOf(findings)).toEqual([]);
  expect(placesOf(passed.map(({ finding }) => finding))).toEqual(['schemas/fines.yaml:10:3 source.unread']);
  expect(passed[0]?.waiver).toMatchObject({ reason: 'por ahora', until: '2026-01-01' });
  expect(contract).toBeDefined();
});

test('a waiver lets pass what the policy makes an error', () => {
  const both = policyWith(
    `  rules: { source.unread: error }\n${waived['policy.yaml'][0][1].split('\n').slice(1, 3).join('\n')}`,
  );
  const { findings, contract } = readLibrary({ ...unread, ...both }, '2026-01-01');
  expect(findings).toEqual([]);
  expect(contract).toBeDefined();
});

test('what hides findings keeps waivers from being called unused', () => {
  const { findings } = readLibrary({
    ...waived,
    'schemas/loans.yaml': 'properties: { a: { $ref: "#" } }\n',
  });
  expect(placesOf(findings)).toEqual(['schemas/loans.yaml:1:26 schema.recursive']);
});

test('what a policy says about findings is in no digest', () => {
  const before = readLibrary().contract?.digests;
  expect(before).toBeDefined();
  expect(readLibrary(policyWith('  rules: { source.unread: error }')).contract?.digests).toEqual(before);
  expect(readLibrary({ ...unread, ...waived }).contract?.digests.policy).toEqual(before?.policy);
});
