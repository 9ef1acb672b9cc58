import {
  type BackupManifest,
  type BackupObserver,
  type CollectionLoss,
  chooseCollections,
  endRestore,
  isRecord,
  lossOf,
  noContent,
  type OpenedBackup,
  openBackup,
  requireSound,
  restoreStore,
} from '../backup/index.ts';
import {
  failpoint,
  listRuns,
  RollbackRefused,
  type RollbackResult,
  type RunRecord,
  rollback,
  touchedBy,
} from '../migration/index.ts';
import type { CollectionInfo, Lease, LeaseHolder, TargetStore } from '../stores/index.ts';
import { BesideSource, besideName } from './beside.ts';
import { confirmationOf } from './confirmation.ts';
import { requireAlone, storeOf } from './permit.ts';
import { type Exchange, forgetReturn, listReturns, type ReturnRecord, saveReturn } from './record.ts';
import { RecoveryRefused } from './refused.ts';
import { dropReplaced, exchangeAll, isOfExchange, namesIn } from './swap.ts';
import { underAllRunLeases, underRestoreLease } from './under-leases.ts';

/** A run whose database is to be put back to a backup from before it (I59, R090, R126). */
export interface ReturnRequest {
  readonly run: string;
  /** Folder of the backup. */
  readonly backup: string;
  /** Where the records of the run are. */
  readonly target: TargetStore;
  /** The database of the legacy documents, where it is not the target. */
  readonly legacy: TargetStore | undefined;
  /** The caller knows that documents will be lost. */
  readonly agreed: boolean;
  /** The code that was shown with the loss that is meant. */
  readonly confirmation: string | undefined;
  readonly holder: LeaseHolder;
  readonly now: Date;
  readonly observer: BackupObserver;
}

/** One collection that was put back. */
export interface ReturnedCollection {
  readonly name: string;
  /** Documents in it now; null for one that the backup does not have, which is gone. */
  readonly documents: number | null;
  /** Documents that gave way. */
  readonly replaced: number;
}

/** What a return to a backup has done. */
export interface ReturnResult {
  readonly run: string;
  readonly manifest: string;
  readonly place: string;
  /** Empty where the database was as the backup has it already. */
  readonly collections: readonly ReturnedCollection[];
  /** What was written to these after the confirmation: they were put aside and not dropped. */
  readonly kept: readonly string[];
  readonly seconds: number;
}

/** What all steps work on. */
interface Returning {
  readonly request: ReturnRequest;
  readonly backup: OpenedBackup;
  readonly manifest: BackupManifest;
  /** The database that is put back. */
  readonly store: TargetStore;
  readonly run: RunRecord;
  readonly collections: readonly CollectionInfo[];
}

/**
 * Puts a database back to a backup from before a run, losing what was written since (I59). Asked for without an
 * agreement and the code for exactly this loss it changes nothing and tells both ({@link RecoveryRefused}). The backup
 * is restored beside what is there and compared with its manifest; the run is taken back from its ledger, so that
 * images and links fit; then names are exchanged and what gave way is dropped. Killed anywhere and started again it
 * ends the same; the product's own records are never restored nor dropped.
 * @throws RollbackRefused for a run that the target does not know or that cannot be taken back
 * @throws StoreFailure `store.damaged` for a backup that is not sound; `store.locked`; what stores throw
 * @throws BackupFailure `restore.nothing` for a backup without documents, and what a restore throws
 */
export async function returnToBackup(request: ReturnRequest): Promise<ReturnResult> {
  const started = performance.now();
  const returning = await openReturn(request);
  const { store, run, manifest } = returning;
  return underRestoreLease(store, request.holder, async (lease) => {
    const begun = await begunReturn(returning);
    const exchanging = begun?.state === 'swapping' || begun?.state === 'dropping' ? begun : undefined;
    const ended =
      exchanging === undefined
        ? await fromStart(returning, begun, lease)
        : await underAllRunLeases(request.target, request.holder, () =>
            complete(returning, exchanging, lease),
          );
    const collections: ReturnedCollection[] = [];
    for (const { name, restored, gives } of ended?.exchanges ?? []) {
      const documents = restored ? await store.count(name) : null;
      if (restored || gives.documents > 0) collections.push({ name, documents, replaced: gives.documents });
    }
    const seconds = Math.round(performance.now() - started) / 1000;
    const kept = ended?.kept ?? [];
    return { run: run.id, manifest: manifest.digest, place: store.label, collections, kept, seconds };
  });
}

/** Gives nothing where there is nothing to do. */
async function fromStart(
  returning: Returning,
  begun: ReturnRecord | undefined,
  lease: Lease,
): Promise<ReturnRecord | undefined> {
  const { target, holder } = returning.request;
  const { record, loss } = await prepare(returning, begun, lease);
  if (record === undefined) return undefined;
  return underAllRunLeases(target, holder, async () =>
    complete(returning, await readyToExchange(returning, record, loss), lease),
  );
}

async function openReturn(request: ReturnRequest): Promise<Returning> {
  const { target, legacy } = request;
  const run = (await listRuns(target)).find(({ id }) => id === request.run);
  if (run === undefined)
    throw new RollbackRefused(
      'run.unknown',
      `the target knows no run ${request.run}`,
      'drawer runs lists them',
    );
  const backup = await openBackup(request.backup);
  const { manifest } = backup;
  if (manifest === undefined)
    throw new RecoveryRefused(
      'rollback.no_manifest',
      `${request.backup} is a dump without a manifest`,
      'drawer backup makes one; a dump can be brought into another database with restore',
    );
  const store = storeOf(manifest, legacy === undefined ? [target] : [target, legacy]);
  const { collections } = await chooseCollections(backup.store, {});
  return { request, backup, manifest, store, run, collections };
}

/** The return that an earlier call has begun. Throws where another one is not finished. */
async function begunReturn({ request, store, run, manifest }: Returning): Promise<ReturnRecord | undefined> {
  const open = (await listReturns(request.target, store.label)).filter(({ state }) => state !== 'done');
  const other = open.find((one) => one.run !== run.id || one.manifest !== manifest.digest);
  if (other !== undefined && other.state !== 'restoring')
    throw new RecoveryRefused(
      'rollback.unfinished',
      `the database is being put back for the run ${other.run}`,
      'end that first: the same command with the same backup',
    );
  for (const one of open) if (one === other) await giveUp(request.target, store, one);
  return open.find((one) => one !== other);
}

/** A backup that is restored beside, for a run that is taken back. */
interface Prepared {
  /** Undefined where the database is as the backup has it already. */
  readonly record: ReturnRecord | undefined;
  /** The loss that was confirmed. */
  readonly loss: readonly CollectionLoss[];
}

/** Asks, restores beside, takes the run back. Every collection keeps its name. */
async function prepare(
  returning: Returning,
  begun: ReturnRecord | undefined,
  lease: Lease,
): Promise<Prepared> {
  const { request, backup, manifest, store, run, collections } = returning;
  const { target, observer } = request;
  await requireAlone(target, run, manifest);
  await requireSound(backup, collections, undefined, observer);
  const loss = await lossNow(returning);
  await requireFree(store, loss, begun !== undefined);
  if (run.state === 'rolled_back' && begun === undefined && loss.every(isAsBackedUp))
    return { record: undefined, loss };
  requireConfirmed(returning, loss);
  if (begun !== undefined) await giveUp(target, store, begun);
  const record: ReturnRecord = {
    run: run.id,
    state: 'restoring',
    manifest: manifest.digest,
    place: store.label,
    startedAt: begun?.startedAt ?? request.now,
    finishedAt: undefined,
    exchanges: exchangesOf(collections, loss),
    kept: [],
  };
  await saveReturn(target, record);
  failpoint('return.begun');
  const expected = new Map([...backup.expected].map(([name, summary]) => [besideName(name), summary]));
  try {
    await restoreStore(new BesideSource(backup.store, collections), store, { expected, lease, observer });
  } catch (error) {
    await giveUp(target, store, record).catch(() => undefined);
    throw error;
  }
  failpoint('return.restored');
  await takeBack(returning);
  failpoint('return.taken_back');
  return { record, loss };
}

/** Makes sure, while no run is at work, that nothing but the run's own was changed since the loss was confirmed. */
async function readyToExchange(
  returning: Returning,
  record: ReturnRecord,
  loss: readonly CollectionLoss[],
): Promise<ReturnRecord> {
  const { request, run, manifest, collections } = returning;
  await requireAlone(request.target, run, manifest);
  const after = await lossNow(returning);
  requireUnmoved(loss, after);
  const ready: ReturnRecord = { ...record, state: 'swapping', exchanges: exchangesOf(collections, after) };
  await saveReturn(request.target, ready);
  failpoint('return.swapping');
  return ready;
}

/** Exchanges the names, drops what gave way, and says that it is done. */
async function complete(
  { request, store }: Returning,
  begun: ReturnRecord,
  lease: Lease,
): Promise<ReturnRecord> {
  const { target, now } = request;
  await exchangeAll(store, begun.exchanges, lease);
  const dropping: ReturnRecord = { ...begun, state: 'dropping' };
  await saveReturn(target, dropping);
  const kept = await dropReplaced(store, begun.exchanges, lease);
  failpoint('return.finishing');
  const done: ReturnRecord = { ...dropping, state: 'done', finishedAt: now, kept };
  await saveReturn(target, done);
  return done;
}

async function lossNow({
  request,
  backup,
  store,
  run,
  collections,
}: Returning): Promise<readonly CollectionLoss[]> {
  const ours = await touchedBy(request.target, run.id);
  const chosen = new Set(collections.map(({ name }) => name));
  const made = new Set(collections.map(({ name }) => besideName(name)));
  const skip = (name: string): boolean =>
    !chosen.has(name) && (isRecord(name) || name.startsWith('system.') || made.has(name));
  return lossOf(backup.store, store, { skip, ours, observer: request.observer });
}

function isAsBackedUp({ added, changed, missing }: CollectionLoss): boolean {
  return added + changed + missing === 0;
}

function exchangesOf(
  collections: readonly CollectionInfo[],
  loss: readonly CollectionLoss[],
): readonly Exchange[] {
  const chosen = new Set(collections.map(({ name }) => name));
  return loss.map(({ name, now, content }) => ({
    name,
    restored: chosen.has(name),
    gives: { documents: now, content },
  }));
}

async function takeBack({ request, run }: Returning): Promise<RollbackResult> {
  const { target, legacy, holder, now } = request;
  return rollback({ run: run.id, target, legacy, holder, now });
}

/** The names that the exchange needs must not be there, unless an earlier call has made them. */
async function requireFree(
  store: TargetStore,
  loss: readonly CollectionLoss[],
  resumed: boolean,
): Promise<void> {
  const names = await namesIn(store);
  for (const { name } of loss) {
    const taken = [...names].filter(
      (one) => isOfExchange(one, name) && !(resumed && one === besideName(name)),
    );
    if (taken.length > 0)
      throw new RecoveryRefused(
        'rollback.name_taken',
        `the exchange needs names that are taken: ${taken.join(', ')}`,
        'see who has made these collections; rename or drop them',
      );
  }
}

function requireConfirmed({ request, manifest, run }: Returning, loss: readonly CollectionLoss[]): void {
  const confirmation = confirmationOf(run.id, manifest.digest, loss);
  if (request.agreed && request.confirmation === confirmation) return;
  const stale = request.confirmation !== undefined && request.confirmation !== confirmation;
  const lost = loss.reduce((sum, { added, changed }) => sum + added + changed, 0);
  throw new RecoveryRefused(
    'rollback.unconfirmed',
    `${stale ? 'the code is for another loss; ' : ''}this loses ${lost} documents that are newer than the backup`,
    `if that is meant: --yes --confirm ${confirmation}`,
    { loss, confirmation },
  );
}

/** What the run did not write must be as it was when the loss was confirmed. */
function requireUnmoved(before: readonly CollectionLoss[], after: readonly CollectionLoss[]): void {
  const others = (loss: readonly CollectionLoss[]) => new Map(loss.map((one) => [one.name, one.others]));
  const [known, found] = [others(before), others(after)];
  const names = [...new Set([...known.keys(), ...found.keys()])];
  const moved = names.filter((name) => (known.get(name) ?? noContent) !== (found.get(name) ?? noContent));
  if (moved.length === 0) return;
  throw new RecoveryRefused(
    'rollback.data_moved',
    `somebody has written since the loss was confirmed: ${moved.join(', ')}`,
    'stop whoever writes, and run the same command again without --confirm: it shows what would be lost now',
  );
}

/** Takes away what was restored beside, before anything was exchanged. */
async function giveUp(
  target: TargetStore,
  store: TargetStore,
  { run, exchanges }: ReturnRecord,
): Promise<void> {
  for (const { name, restored } of exchanges) if (restored) await store.drop(besideName(name));
  await endRestore(store);
  await forgetReturn(target, run);
}
