import { describe, expect, test } from 'vitest';
import { contractCodes, formatFinding } from '../../engine/contract/index.ts';
import type { BrokenCase } from './broken/case.ts';
import { brokenFiles } from './broken/files.ts';
import { brokenJudgements } from './broken/judgements.ts';
import { brokenExpressions, brokenMappings, brokenOthers, brokenOutputs } from './broken/rules.ts';
import { brokenSeals } from './broken/seals.ts';
import { brokenShapes } from './broken/shapes.ts';
import { brokenSources } from './broken/sources.ts';
import { placesOf, readLibrary } from './library.ts';

const groups: readonly (readonly [string, readonly BrokenCase[]])[] = [
  ['files', brokenFiles],
  ['shapes', brokenShapes],
  ['mappings', brokenMappings],
  ['sources', brokenSources],
  ['expressions', brokenExpressions],
  ['outputs', brokenOutputs],
  ['schemas, policy and cases', brokenOthers],
  ['what the policy says about findings', brokenJudgements],
  ['seals and acceptances', brokenSeals],
];

describe.each(groups)('%s', (_, cases) => {
  test.each(cases.map((each) => [each.what, each] as const))('%s', (_what, { edits, found, says, today }) => {
    const { findings, contract } = readLibrary(edits, today);
    expect(placesOf(findings), findings.map(formatFinding).join('\n')).toEqual(found);
    expect(findings.length).toBeGreaterThan(0);
    if (says !== undefined) expect(findings.map(formatFinding).join('\n')).toContain(says);
    const fatal = findings.some(
      ({ severity, place }) => severity === 'error' && !place.file.startsWith('cases/'),
    );
    expect(contract === undefined).toBe(fatal);
  });
});

/** Codes that only reading from a disk can give; load.test.ts has their cases. */
const fromDisk = ['contract.folder', 'yaml.encoding'];

test('every code has a case', () => {
  const shown = groups.flatMap(([, cases]) =>
    cases.flatMap(({ found }) => found.map((each) => each.split(' ')[1])),
  );
  const missing = Object.keys(contractCodes).filter(
    (code) => !shown.includes(code) && !fromDisk.includes(code),
  );
  expect(missing).toEqual([]);
});
