import { formatPlace, type Plan } from '../engine/contract/index.ts';
import {
  findQuarantined,
  type QuarantineRecord,
  type Replay,
  type Replayed,
  recordEnvironment,
  replay,
} from '../engine/migration/index.ts';
import { idMask, type ShowId } from '../engine/rehearsal/index.ts';
import type { TargetStore } from '../engine/stores/index.ts';
import type { Call } from './command.ts';
import type { Ending } from './exit.ts';
import { CommandFailure } from './failure.ts';
import { applyObserver, applyRequest, environmentFor, withStores } from './migration.ts';
import type { Output } from './output.ts';
import { parametersOf } from './parameters.ts';
import { showProgress } from './progress.ts';

/** `drawer quarantine replay`: takes documents again that were set aside, as their source has them now. */
export async function replayQuarantined(
  { words, values, output }: Call,
  plan: Plan,
  show: ShowId,
): Promise<Ending> {
  const bound = parametersOf(plan, values, process.env);
  const display = showProgress(process.stderr);
  try {
    return await withStores(plan, values, true, async (stores): Promise<Ending> => {
      const kind = await environmentFor(plan, stores.target, values);
      const named: string[] = [];
      for (const word of words.slice(1))
        named.push((await quarantinedAs(plan, stores.target, word)).entry.id);
      await recordEnvironment(stores.target, kind);
      const request = applyRequest(plan, bound, stores, kind, values);
      const done = await replay(request, named.length === 0 ? undefined : named, applyObserver(display));
      display.close();
      const conflicts = [...(done.applied?.migration.tally.conflicts ?? [])];
      tell(done, new Set(named).size, { plan, show, ids: values.showIds ?? false, output });
      const stays = done.replayed.some(({ outcome }) => outcome === 'quarantined' || outcome === 'absent');
      return stays || conflicts.length > 0 ? 'found' : 'done';
    });
  } finally {
    display.close();
  }
}

/** The record that a call names, whole or hashed; a name that is none is a wrong call. */
export async function quarantinedAs(plan: Plan, store: TargetStore, name: string): Promise<QuarantineRecord> {
  const found = await findQuarantined(plan, store, name, idMask(plan.digests.mapping, false));
  if (found !== undefined) return found;
  throw new CommandFailure('wrong', 'quarantine.unknown', `nothing is set aside under the id ${name}`, {
    hint: 'drawer quarantine list shows the documents with their ids',
  });
}

interface Telling {
  readonly plan: Plan;
  readonly show: ShowId;
  readonly ids: boolean;
  readonly output: Output;
}

function tell({ applied, replayed }: Replay, named: number, telling: Telling): void {
  const { output } = telling;
  const documents = replayed.map((one) => shown(one, telling));
  const counts = {
    landed: replayed.filter(({ outcome }) => outcome !== 'quarantined' && outcome !== 'absent').length,
    quarantined: replayed.filter(({ outcome }) => outcome === 'quarantined').length,
    absent: replayed.filter(({ outcome }) => outcome === 'absent').length,
    /** Named, and no longer waiting. */
    released: Math.max(0, named - replayed.length),
  };
  const drawers = {
    ...(applied?.migration.tally.drawers ?? { total: 0, inserted: 0, changed: 0, unchanged: 0 }),
  };
  const run = applied?.migration.run.id ?? null;
  const resumed = applied?.migration.resumed ?? false;
  const conflicts = [...(applied?.migration.tally.conflicts ?? [])].map(([path, count]) => ({ path, count }));
  if (output.json) {
    const facts = { run, resumed, drawers, ...counts, documents, conflicts };
    output.document({ command: 'quarantine', action: 'replay', ...facts });
    return;
  }
  if (run !== null) output.print(`run ${run}${resumed ? ', resumed' : ''}`);
  for (const { id, collection, was, outcome, code, where } of documents) {
    const reason = code === null ? '' : `: ${code}${where === null ? '' : `  ${where}`}`;
    output.print(`${id}  ${collection}  ${was} → ${outcome}${reason}`);
  }
  for (const { path, count } of conflicts) output.print(`${count} in conflict: ${path}`);
  output.print(
    `${counts.landed} left quarantine, ${counts.quarantined} stay, ${counts.absent} absent from the source` +
      (counts.released === 0 ? '' : `, ${counts.released} had left before`),
  );
}

/** A document as it may be shown; the detail may quote it. */
function shown(replayed: Replayed, { plan, show, ids }: Telling) {
  const { record, source, document, code: was, outcome, fault } = replayed;
  return {
    id: ids ? record : show(source, document),
    collection: plan.sources.find(({ name }) => name === source)?.collection ?? source,
    document: show(source, document),
    was,
    outcome,
    code: fault?.code ?? null,
    where: fault?.where === undefined ? null : formatPlace(fault.where),
    detail: ids ? (fault?.detail ?? null) : null,
  };
}
