import type { Contract } from '../contract/index.ts';
import { diff } from './diff.ts';

/** Why a version cannot be sealed. */
export interface SealObjection {
  readonly code: 'seal.cases' | 'seal.bump' | 'seal.previous';
  readonly message: string;
}

/** What stands between a sound version and its seal. `previous` is the newest sealed version below it. */
export function sealObjections(
  contract: Contract,
  previous: Contract | undefined,
  failedCases: number,
): readonly SealObjection[] {
  const found: SealObjection[] = [];
  if (failedCases > 0) found.push({ code: 'seal.cases', message: `${failedCases} of its cases fail` });
  if (previous === undefined) return found;
  const { bump, worst } = diff(previous, contract);
  if (!bump.fits) {
    const message = `${worst} changes since ${previous.version} ask for a ${bump.needed} version, ${contract.version} is ${bump.found ?? 'no later one'}`;
    found.push({ code: 'seal.bump', message });
  }
  return found;
}
