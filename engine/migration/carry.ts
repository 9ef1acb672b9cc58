import type { Plan } from '../contract/index.ts';
import type { TargetStore } from '../stores/index.ts';
import type { Fault, RunContext, RunFacts } from '../transform/index.ts';
import type { ClientIndexes } from './client-index.ts';
import { nextAttempt } from './contended.ts';
import { type Deciding, type Decision, decide, refusedAgain } from './decision.ts';
import { type Disposition, dispositionOf } from './disposition.ts';
import { documentKey } from './image.ts';
import { asPatch } from './ledger.ts';
import { documentOf, type LiveSource, type Named, readAgain } from './live-documents.ts';
import { besideDrawers, linkPatches, unitOf } from './unit.ts';

/** How a document is carried on its own, beside whatever runs. */
export interface Carrying {
  readonly plan: Plan;
  readonly target: TargetStore;
  /** Where the legacy documents are. */
  readonly source: LiveSource;
  /** The same again, to write links onto them; without it links are records in the target. */
  readonly legacy: TargetStore | undefined;
  /** Id of the process that carries, the instant that counts as now, and the contract's parameters. */
  readonly run: RunFacts;
  /** Where documents that do not name their client themselves find it. */
  readonly indexes?: ClientIndexes;
}

/**
 * What became of it: `absent`, its source has no such document; `before_cutoff`, it is the batch's to bring; else as in
 * a run.
 */
export interface Carried {
  readonly outcome: Disposition | 'absent' | 'before_cutoff';
  readonly client: string | undefined;
  /** Why it was not taken; nothing is recorded of it, so that whoever carries has to come back to it. */
  readonly fault: Fault | undefined;
}

/**
 * Carries one legacy document into its client's drawer now (design §8, path `dual`): reads the client's documents that
 * are in, and this one, computes the whole drawer and writes the difference, guarded by what was read and without a
 * lease. So it may come before, after or in the middle of any run, and the drawer is the same in the end.
 */
export async function carry(carrying: Carrying, document: Named): Promise<Carried> {
  const { plan, source, run, indexes = new Map() } = carrying;
  if (document.source.resolve !== undefined && !indexes.has(document.source.name))
    throw new Error(`${document.source.name} looks its clients up, and there is nothing to look in`);
  let failed: Decision | undefined;
  for (let attempt = 0; ; attempt++) {
    await nextAttempt(attempt, carrying.target);
    const [arrival] = await readAgain(plan, source, [document], run.now, indexes);
    if (arrival === undefined) return { outcome: 'absent', client: undefined, fault: undefined };
    const { client, fault, excluded } = arrival;
    if (excluded) return { outcome: 'excluded', client, fault };
    const first = documentOf(plan, arrival);
    if (client === undefined || first === undefined) return { outcome: 'quarantined', client, fault };
    const deciding = decidingOf(carrying, document);
    const [decided] = await decide(deciding, [{ client, documents: [first] }], false);
    if (decided === undefined) throw new Error('a client was not decided');
    const decision = refusedAgain(decided, failed);
    const wrote = await written(carrying, decision);
    if (wrote === 'all') return carried(decision, document, run.id);
    failed = wrote === 'nothing' ? decision : undefined;
  }
}

function decidingOf({ plan, target, source, run, indexes = new Map() }: Carrying, document: Named): Deciding {
  const value = plan.cutoff === undefined ? undefined : run.parameters[plan.cutoff];
  const cutoff = value instanceof Date ? value : undefined;
  const own = documentKey(document.source.name, document.id);
  const carries: RunContext['carries'] = (one, date) => {
    if (documentKey(one.source.name, one.id) !== own) return false;
    return !one.source.cutoff || cutoff === undefined || date === undefined || date >= cutoff;
  };
  return {
    plan,
    target,
    context: { run, cutoff, carries },
    path: 'dual',
    fresh: false,
    live: source,
    indexes,
  };
}

/** Writes what was decided, as far as nothing has come in between. */
async function written(
  { plan, target, legacy }: Carrying,
  decision: Decision,
): Promise<'all' | 'not its links' | 'nothing'> {
  const beside = await besideDrawers(target, [decision], { fresh: false, live: legacy !== undefined });
  const unit = unitOf(plan, decision, beside.get(decision.beside) ?? []);
  if (unit.length > 0 && (await target.write(unit)).includes('conflict')) return 'nothing';
  const links = legacy === undefined ? [] : linkPatches(decision).map(asPatch);
  if (legacy === undefined || links.length === 0) return 'all';
  return (await legacy.write(links)).includes('conflict') ? 'not its links' : 'all';
}

function carried({ stored, difference, gathered }: Decision, document: Named, run: string): Carried {
  const own = documentKey(document.source.name, document.id);
  const outcome = difference.outcome.documents.find((one) => documentKey(one.source.name, one.id) === own);
  if (outcome === undefined) throw new Error('the document was not decided');
  const { fault } = outcome;
  const before = stored.drawer === undefined ? undefined : stored.image;
  const { client } = gathered;
  if (outcome.fate === 'outside') return { outcome: 'before_cutoff', client, fault };
  return { outcome: dispositionOf(outcome, before, run), client, fault };
}
