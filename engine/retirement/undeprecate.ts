import type { Lease, LeaseHolder, TargetStore } from '../stores/index.ts';
import type { Retired } from './deprecate.ts';
import {
  lastRetirement,
  type Retirement,
  type RetirementEvent,
  returnableUntil,
  saveRetirement,
} from './record.ts';
import { RetirementRefused } from './refused.ts';
import { namesIn, standingOf } from './standing.ts';
import { stillHeld, underRetirementLease } from './under-lease.ts';

/** The database whose collections are meant, and where the record of their retirement is. */
export interface RetiredRequest {
  readonly source: TargetStore;
  readonly target: TargetStore;
  readonly now: Date;
  readonly holder: LeaseHolder;
}

/**
 * Gives the retired collections their names back (I68), until {@link returnableUntil}. One that was begun in time may
 * be ended later. Doing it twice is doing it once. Throws {@link RetirementRefused}.
 */
export function undeprecate(request: RetiredRequest): Promise<Retired> {
  return underRecord(request, async (retirement, lease) => {
    if (retirement.state === 'returned') return { retirement, resumed: false, moved: [] };
    if (retirement.state === 'dropping' || retirement.state === 'dropped') throw dropped(retirement);
    const resumed = retirement.state === 'returning';
    const until = returnableUntil(retirement);
    if (!resumed && until !== undefined && request.now >= until)
      throw new RetirementRefused(
        'retirement.expired',
        `the collections could be brought back until ${until.toISOString()}`,
        'what is needed of them can be read under their new names, or from a backup',
      );
    const { renamed } = await standingOf(retirement, request.source);
    const step = steps(request, lease, { ...retirement, state: 'returning' });
    if (!resumed) await step.save('begun');
    for (const { from, to } of renamed) {
      await stillHeld(lease, request.target);
      await request.source.rename(to, from);
      await step.save('returned', from);
    }
    const ended = await step.save('finished', undefined, 'returned');
    return { retirement: ended, resumed, moved: renamed.map(({ from }) => from) };
  });
}

/**
 * Drops the retired collections for good, from {@link returnableUntil} on and only where `confirmed` (R102). Throws
 * {@link RetirementRefused}; also where an old name has come back or a collection holds another number of documents.
 */
export function dropRetired(request: RetiredRequest, confirmed: boolean): Promise<Retired> {
  return underRecord(request, async (retirement, lease) => {
    if (retirement.state === 'dropped') return { retirement, resumed: false, moved: [] };
    const resumed = retirement.state === 'dropping';
    const left = resumed ? retirement.collections : await droppable(retirement, request);
    if (!confirmed) throw unconfirmed(retirement);
    const step = steps(request, lease, { ...retirement, state: 'dropping' });
    if (!resumed) await step.save('begun');
    const moved: string[] = [];
    const names = await namesIn(request.source);
    for (const { from, to } of left) {
      if (!names.has(to)) continue;
      await stillHeld(lease, request.target);
      await request.source.drop(to);
      await step.save('dropped', from);
      moved.push(from);
    }
    const ended = await step.save('finished', undefined, 'dropped');
    return { retirement: ended, resumed, moved };
  });
}

async function droppable(
  retirement: Retirement,
  { source, now }: RetiredRequest,
): Promise<Retirement['collections']> {
  if (retirement.state !== 'renamed')
    throw new RetirementRefused(
      'retirement.unfinished',
      `the retirement ${retirement.run} is ${retirement.state}`,
      'only collections that are all renamed can be dropped',
    );
  const until = returnableUntil(retirement);
  if (until === undefined || now < until)
    throw new RetirementRefused(
      'retirement.early',
      `the collections can be brought back until ${until?.toISOString()}, and dropped from then on`,
      'wait until then',
    );
  await standingOf(retirement, source);
  for (const { to, documents } of retirement.collections) {
    const found = await source.count(to);
    if (found !== documents)
      throw new RetirementRefused(
        'retirement.changed',
        `${to} holds ${found} documents; it had ${documents} when it was retired`,
        'see who has written there since',
      );
  }
  return retirement.collections;
}

async function underRecord(
  { source, target, holder }: RetiredRequest,
  work: (retirement: Retirement, lease: Lease) => Promise<Retired>,
): Promise<Retired> {
  return underRetirementLease(target, holder, async (lease) => {
    const last = await lastRetirement(target, source.label, await namesIn(source));
    if (last !== undefined) return work(last, lease);
    throw new RetirementRefused(
      'retirement.none',
      `no collection of ${source.label} was retired`,
      'see whether source and target are the right ones',
    );
  });
}

/** Writes down every step as it is done. */
function steps({ target, now }: RetiredRequest, lease: Lease, begun: Retirement) {
  let retirement = begun;
  return {
    async save(
      what: RetirementEvent['what'],
      collection?: string,
      state = retirement.state,
    ): Promise<Retirement> {
      const events = [...retirement.events, { at: now, what, collection }];
      retirement = { ...retirement, state, events };
      await saveRetirement(target, lease, retirement);
      return retirement;
    },
  };
}

function dropped({ run, state }: Retirement): RetirementRefused {
  return new RetirementRefused(
    'retirement.dropped',
    `the collections of ${run} are ${state === 'dropped' ? 'dropped' : 'being dropped'}`,
    'a backup has their documents',
  );
}

function unconfirmed({ collections }: Retirement): RetirementRefused {
  const told = collections.map(({ to, documents }) => `${to} (${documents} documents)`);
  return new RetirementRefused(
    'retirement.unconfirmed',
    `this drops ${told.join(', ')} for good`,
    'say --yes if that is meant',
  );
}
