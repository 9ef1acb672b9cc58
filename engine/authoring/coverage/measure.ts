import { percentText, reaches } from '../../migration/index.ts';
import type { CaseCoverage } from '../cases/case-coverage.ts';
import { testCases } from '../cases/test-cases.ts';
import type { Legacy } from '../legacy.ts';
import type { TracedContract } from '../tracing/traced-contract.ts';
import { type SourceCoverage, sourceCoverage } from './source.ts';
import { type TargetCoverage, targetCoverage } from './target.ts';

/** How complete a contract is, in three respects. */
export interface ContractCoverage {
  readonly target: TargetCoverage;
  readonly source: SourceCoverage;
  readonly cases: CaseCoverage;
}

/** One of the respects in figures. */
export interface Respect {
  readonly name: 'target' | 'source' | 'cases';
  readonly covered: number;
  readonly of: number;
  /** With two decimals, cut: 100.00 only of all. Null of nothing. */
  readonly percent: string | null;
}

/** Measures a contract by its own schemas, by the documents that there are, and by its cases. */
export async function measureCoverage(traced: TracedContract, legacy: Legacy): Promise<ContractCoverage> {
  const { contract, plan } = traced;
  return {
    target: targetCoverage(contract, plan),
    source: await sourceCoverage(contract, legacy),
    cases: testCases(traced).coverage,
  };
}

/** The figures, in the order of reports. */
export function respectsOf({ target, source, cases }: ContractCoverage): readonly Respect[] {
  const { expressions, branches } = cases;
  const respect = (name: Respect['name'], covered: number, of: number): Respect => {
    return { name, covered, of, percent: percentText({ landed: covered, of }) };
  };
  return [
    respect('target', target.covered, target.of),
    respect('source', source.covered, source.of),
    respect('cases', expressions.reached + branches.reached, expressions.of + branches.of),
  ];
}

/** Whether a respect reaches a whole number of per cents, compared by integers; nothing at all is complete. */
export function isEnough({ covered, of }: Respect, min: number): boolean {
  return reaches({ landed: covered, of }, min) ?? true;
}
