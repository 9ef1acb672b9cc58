import { expect, test } from 'vitest';
import { formatPlace, loadContract } from '../../engine/contract/index.ts';
import { contractFolder } from './case-files.ts';

test('the contract loads, and nothing is to be said about it', async () => {
  const { contract, findings } = await loadContract(contractFolder);

  expect(
    findings.map((finding) => `${formatPlace(finding.place)} ${finding.code}: ${finding.message}`),
  ).toStrictEqual([]);
  expect(contract?.mappings.map(({ name, step }) => `${step} ${name}`)).toStrictEqual([
    '02 questionnaires',
    '03 followups',
    '04 training-plans',
    '04 nutrition-plans',
  ]);
});
