import { expect, test } from 'vitest';
import { formatPlace, loadContract } from '../../engine/contract/index.ts';

const folder = 'test/contracts/library/1.0.0';

test('the contract of the examples loads without a finding', async () => {
  const { contract, findings, cases } = await loadContract(folder);
  expect(findings.map((f) => `${formatPlace(f.place)} ${f.code} ${f.message} ${f.hint ?? ''}`)).toEqual([]);
  expect(contract?.name).toBe('library');
  expect(contract?.mappings.map(({ name }) => name)).toEqual(['cards', 'loans', 'fines']);
  expect(contract?.workOrder).toEqual(['cards', 'loans', 'fines']);
  expect(cases).toHaveLength(4);
});

test('edn360', async () => {
  const { contract, findings, cases } = await loadContract('contracts/edn360/1.0.0');
  expect(findings.map((f) => `${formatPlace(f.place)} ${f.code} ${f.message} ${f.hint ?? ''}`)).toEqual([]);
});
