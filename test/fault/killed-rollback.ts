import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { BsonDocument, encode, fieldsOf, type PlainDocument } from '../../engine/bson/index.ts';
import type { Plan } from '../../engine/contract/index.ts';
import { type Failpoint, listRuns } from '../../engine/migration/index.ts';
import type { Operation } from '../../engine/stores/index.ts';
import { figures, holdings, takeBack } from '../migration/rollback-bench.ts';
import { type Backed, backedUp, codeFor, putBack } from '../recovery/return-bench.ts';
import type { MakePlace } from './killed-stage.ts';

/** What only a rollback that writes links onto documents passes is among them; embedded stores pass it all the same. */
export const rollbackPoints: readonly Failpoint[] = [
  'rollback.begun',
  'rollback.drawers',
  'rollback.links',
  'rollback.records',
  'rollback.bulk',
  'rollback.finishing',
  'rollback.done',
];

export const returnPoints: readonly Failpoint[] = [
  'return.begun',
  'return.restored',
  'return.taken_back',
  'return.swapping',
  'return.aside',
  'return.in_place',
  'return.dropping',
  'return.finishing',
];

/** What an undisturbed rollback leaves and says. */
export interface RolledBack {
  readonly held: Awaited<ReturnType<typeof holdings>>;
  readonly figures: ReturnType<typeof figures>;
}

/** Rolls back without a kill. */
export async function rolledBack(plan: Plan, makePlace: MakePlace): Promise<RolledBack> {
  const backed = await touched(plan, makePlace);
  try {
    const result = await takeBack(backed.target, backed.run);
    return { held: await holdings(backed.target), figures: figures(result) };
  } finally {
    await backed.done();
  }
}

/**
 * Kills a rollback at the nth passing of a failpoint, starts it again, and compares with the undisturbed one. Gives
 * false when the point is not passed that often.
 */
export async function killRollback(
  plan: Plan,
  point: Failpoint,
  nth: number,
  wanted: RolledBack,
  makePlace: MakePlace,
): Promise<boolean> {
  const backed = await touched(plan, makePlace);
  try {
    const killed = await kill(backed, { point, nth });
    const { target } = backed;
    const state = (await listRuns(target)).find(({ id }) => id === backed.run)?.state;
    expect(state).toBe(!killed || point === 'rollback.done' ? 'rolled_back' : 'rolling_back');
    const result = await takeBack(target, backed.run);
    if (state === 'rolling_back') expect(figures(result)).toEqual(wanted.figures);
    expect(await holdings(target)).toEqual(wanted.held);
    return killed;
  } finally {
    await backed.done();
  }
}

/** The same for a return to a backup. Whatever was done by then, no name ever holds a part of a collection. */
export async function killReturn(
  plan: Plan,
  point: Failpoint,
  nth: number,
  { held: taken }: RolledBack,
  makePlace: MakePlace,
): Promise<boolean> {
  const backed = await touched(plan, makePlace);
  try {
    const { target, before } = backed;
    const confirmation = await codeFor(backed);
    const held = await holdings(target);
    const killed = await kill(backed, { point, nth, backup: backed.backup, confirmation });
    const between = await holdings(target);
    for (const name of Object.keys(before).filter((one) => !one.startsWith('migration_'))) {
      const now = between[name];
      if (now === undefined && point === 'return.aside') continue;
      expect([before[name], held[name], taken[name]]).toContainEqual(now);
    }
    const asked = killed && ['return.begun', 'return.restored', 'return.taken_back'].includes(point);
    await putBack(backed, asked ? { confirmation: await codeFor(backed) } : {});
    const { migration_events: _, ...after } = await holdings(target);
    expect(after).toEqual(before);
    return killed;
  } finally {
    await backed.done();
  }
}

/** A run after which others have written: to a drawer of its, over a value of its, and elsewhere. */
async function touched(plan: Plan, makePlace: MakePlace): Promise<Backed> {
  const backed = await backedUp(plan, makePlace);
  const { target } = backed;
  const { collection } = plan.target;
  const drawers: Uint8Array[] = [];
  for await (const batch of target.list(collection)) drawers.push(...batch);
  const change = (at: number, more: (fields: Record<string, unknown>) => object): Operation => {
    const expected = drawers[at] as Uint8Array;
    const fields = new BsonDocument(expected).fields();
    const document = encode({ ...fields, ...more(fields) } as PlainDocument);
    return { kind: 'replace', collection, id: fields._id ?? null, document, expect: expected };
  };
  await target.write([
    change(3, () => ({ theirs: 1 })),
    change(40, ({ meta }) => ({ meta: { ...fieldsOf(meta as BsonDocument), status: 'theirs' } })),
    { kind: 'insert', collection: 'users', id: 'new', document: encode({ _id: 'new' }) },
  ]);
  return backed;
}

async function kill(backed: Backed, call: object): Promise<boolean> {
  const words = JSON.stringify({ target: backed.place, run: backed.run, ...call });
  const child = spawnSync(process.execPath, ['test/fault/rollback-child.mjs', words], { encoding: 'utf8' });
  if (child.signal === 'SIGKILL') return true;
  expect(child.stderr).toBe('');
  expect(child.status).toBe(0);
  return false;
}
