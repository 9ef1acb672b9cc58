import { fileURLToPath } from 'node:url';
import {
  bindParameters,
  type Contract,
  compilePlan,
  loadContract,
  type Plan,
} from '../engine/contract/index.ts';

const folder = fileURLToPath(new URL('../../contracts/edn360/1.0.0', import.meta.url));

/** The product's first contract, as it is read and as it is compiled. */
export async function benchContract(): Promise<{ readonly contract: Contract; readonly plan: Plan }> {
  const { contract, findings } = await loadContract(folder);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (contract === undefined || errors.length > 0)
    throw new Error(`the contract is broken: ${errors.map(({ code }) => code).join(', ')}`);
  return { contract, plan: compilePlan(contract) };
}

/** The contract's parameters with the cutoff that the generated dumps are made for. */
export function benchParameters(plan: Plan): Readonly<Record<string, Date | string | number | boolean>> {
  const bound = bindParameters(plan.parameters, { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' });
  if ('findings' in bound) throw new Error('the parameters do not fit the contract');
  return bound.parameters;
}
