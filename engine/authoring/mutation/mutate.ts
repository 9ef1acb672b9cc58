import { type CaseModel, compilePlan, loadContract, type Plan } from '../../contract/index.ts';
import { compileExpression } from '../../expression/index.ts';
import { passes, runTraced } from '../cases/test-cases.ts';
import type { TracedContract } from '../tracing/traced-contract.ts';
import type { Equivalent } from './equivalents.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { Switchboard } from './switchboard.ts';

/** What became of the mutants of a contract. */
export interface MutationResult {
  readonly mutants: number;
  /** A case comes out otherwise, or nothing can be worked out at all. */
  readonly noticed: number;
  readonly equivalent: readonly { readonly mutant: Mutant; readonly why: string }[];
  /** A change that no case, no schema and no rule would notice. */
  readonly unnoticed: readonly Mutant[];
  /** Entries of the list of equivalent mutants that name none, or one that a case notices. */
  readonly stale: readonly { readonly entry: Equivalent; readonly why: 'unknown' | 'noticed' }[];
}

/**
 * Alters every expression of a contract in small ways, one at a time, and runs the cases that reach it: what none of
 * them notices is not held by anything. All cases must pass beforehand.
 */
export async function mutate(
  traced: TracedContract,
  equivalents: readonly Equivalent[],
  progress: (done: number, total: number) => void,
): Promise<MutationResult> {
  const board = new Switchboard();
  const { contract } = await loadContract(traced.contract.directory, { instrument: board.instrument });
  if (contract === undefined) throw new TypeError('the contract has changed meanwhile');
  const plan = compilePlan(contract);
  const mutants = mutantsOf(traced.contract, traced.plan).filter(
    ({ text }) => 'expression' in compileExpression(text),
  );
  const reaching = reachingCases(traced, mutants);
  const known = new Map(equivalents.map((entry) => [entry.mutant, entry]));
  const equivalent: { readonly mutant: Mutant; readonly why: string }[] = [];
  const unnoticed: Mutant[] = [];
  const stale: { readonly entry: Equivalent; readonly why: 'unknown' | 'noticed' }[] = [];
  for (const [at, mutant] of mutants.entries()) {
    if (at % 50 === 0) progress(at, mutants.length);
    const entry = known.get(mutant.name);
    known.delete(mutant.name);
    const isNoticed = noticed(board, plan, mutant, reaching(mutant));
    if (entry !== undefined && isNoticed) stale.push({ entry, why: 'noticed' });
    else if (entry !== undefined) equivalent.push({ mutant, why: entry.why });
    else if (!isNoticed) unnoticed.push(mutant);
  }
  for (const entry of known.values()) stale.push({ entry, why: 'unknown' });
  progress(mutants.length, mutants.length);
  const counted = equivalent.length + unnoticed.length;
  return { mutants: mutants.length, noticed: mutants.length - counted, equivalent, unnoticed, stale };
}

/** Whether every mutant that could be noticed is, and the list of the others is true. */
export function isKilled({ unnoticed, stale }: MutationResult): boolean {
  return unnoticed.length === 0 && stale.length === 0;
}

function noticed(board: Switchboard, plan: Plan, mutant: Mutant, cases: readonly CaseModel[]): boolean {
  return board.with(mutant.placed.expression.place, mutant.text, () =>
    cases.some((model) => {
      try {
        return !passes(plan, model);
      } catch {
        // An id that is no text, say: a migration would end here.
        return true;
      }
    }),
  );
}

/** The cases that evaluate a mutant's expression; first those in which it gives something. */
function reachingCases(
  traced: TracedContract,
  mutants: readonly Mutant[],
): (mutant: Mutant) => readonly CaseModel[] {
  const { reach } = traced.journal;
  const places = new Set(mutants.map(({ placed }) => placed.expression.place));
  const giving = new Map<Place, CaseModel[]>();
  const others = new Map<Place, CaseModel[]>();
  for (const model of traced.cases) {
    reach.forget();
    runTraced(traced, model, () => {});
    for (const place of places) {
      const { evaluated, gave } = reach.of(place);
      const into = gave > 0 || reach.anyInside(place) ? giving : evaluated > 0 ? others : undefined;
      if (into !== undefined) into.set(place, [...(into.get(place) ?? []), model]);
    }
  }
  return ({ placed }) => {
    const { place } = placed.expression;
    return [...(giving.get(place) ?? []), ...(others.get(place) ?? [])];
  };
}

type Place = Mutant['place'];
