import {
  type CaseModel,
  type Contract,
  compilePlan,
  type Finding,
  loadContract,
  type Plan,
} from '../../contract/index.ts';
import { Journal } from './journal.ts';

/** A contract whose expressions tell how they are evaluated; the same code that a run has, compiled with a watch. */
export interface TracedContract {
  readonly contract: Contract;
  readonly plan: Plan;
  readonly cases: readonly CaseModel[];
  readonly journal: Journal;
}

/** What loading a contract for tools gives: nothing to trace when it has errors. */
export interface TracedReading {
  readonly traced: TracedContract | undefined;
  readonly findings: readonly Finding[];
}

/** Loads a contract from its folder to be traced; `today` as checking takes it. */
export async function loadTraced(directory: string, today?: string): Promise<TracedReading> {
  const journal = new Journal();
  const { contract, cases, findings } = await loadContract(directory, {
    instrument: journal.instrument,
    today,
  });
  if (contract === undefined) return { traced: undefined, findings };
  return { traced: { contract, plan: compilePlan(contract), cases, journal }, findings };
}
