import type { Plan } from '../contract/index.ts';
import type { TargetStore } from '../stores/index.ts';
import { type Applied, type ApplyObserver, type ApplyRequest, apply } from './apply.ts';
import { documentKey } from './image.ts';
import { waitingRecords } from './quarantine-list.ts';
import type { Way } from './way.ts';

/** Instants that bound what is looked at: from the first on, before the second. */
export interface Period {
  readonly from?: Date;
  readonly to?: Date;
}

/** A contract without a cutoff leaves nothing to reconcile. */
export class NoCutoff extends Error {
  override readonly name = 'NoCutoff';
  constructor(plan: Plan) {
    super(`the contract ${plan.name} has no cutoff, so that nothing is left to reconcile`);
  }
}

/**
 * Brings every legacy document at or after the cutoff that is missing from the drawers (I49, I50, I53), of all sources
 * (I52): what dual writing has failed to bring, or was never asked to. A period bounds it to one gap. Without bounds it
 * also takes along what was set aside because its client had no drawer, which may be there by now. Everything else is
 * as in a batch: ledger, lease, guards, resuming; done again it changes nothing. Throws {@link NoCutoff} too.
 */
export async function reconcile(
  request: ApplyRequest,
  period: Period,
  observer: ApplyObserver,
): Promise<Applied> {
  const { plan, parameters, target } = request;
  const cutoff = plan.cutoff === undefined ? undefined : parameters[plan.cutoff];
  if (!(cutoff instanceof Date)) throw new NoCutoff(plan);
  const bounded = period.from !== undefined || period.to !== undefined;
  const orphans = bounded ? new Set<string>() : await orphansIn(target);
  return apply({ ...request, way: reconcileWay(cutoff, period, orphans) }, observer);
}

function reconcileWay(cutoff: Date, { from, to }: Period, orphans: ReadonlySet<string>): Way {
  const first = Math.max(cutoff.getTime(), from?.getTime() ?? Number.NEGATIVE_INFINITY);
  const end = to?.getTime() ?? Number.POSITIVE_INFINITY;
  return {
    path: 'reconcile',
    carries: ({ source, id }, date) =>
      (date !== undefined && date.getTime() >= first && date.getTime() < end) ||
      (orphans.size > 0 && orphans.has(documentKey(source.name, id))),
    bounds: [
      from === undefined ? '' : `from ${from.toISOString()}`,
      to === undefined ? '' : `to ${to.toISOString()}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  };
}

/** Names of the documents that wait because their clients have no drawers. */
async function orphansIn(target: TargetStore): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const { id, code } of waitingRecords(target)) if (code === 'orphan') names.add(id);
  return names;
}
