import { fieldsOf, isDocument } from '../bson/index.ts';
import {
  type CollectionInfo,
  type CollectionSummary,
  type Lease,
  type SourceStore,
  StoreFailure,
  type StoreNotice,
  type TargetStore,
} from '../stores/index.ts';
import { type Choice, chooseCollections, type LeftOut } from './choose.ts';
import { ContentSum } from './content-sum.ts';
import { BackupFailure, nothingToRestore } from './failure.ts';
import { fillCollection } from './fill.ts';
import { idFirst } from './id-first.ts';
import { type BackupObserver, silent } from './observer.ts';
import { contentOf, endRestore, noteRestore, requireEmpty, restoreUnderWay } from './restoring.ts';
import { type Survey, surveyCollection } from './survey.ts';

/** How to restore one store into another. */
export interface RestoreStoreOptions extends Choice {
  /**
   * What to do with documents that share an `_id` and differ, as a dump under live writes may hold them: fail before
   * anything is written (the default), or keep the first. Repetitions with equal bytes always count once.
   */
  readonly repeated?: 'refuse' | 'first';
  /** What the collections must be, as their backup's manifest says. */
  readonly expected?: ReadonlyMap<string, CollectionSummary>;
  /** Checked with every write. */
  readonly lease?: Lease;
  readonly observer?: BackupObserver;
}

/** One collection that was restored. */
export interface RestoredCollection {
  readonly name: string;
  /** Documents that the target holds now. */
  readonly documents: number;
  /** Their bytes of BSON. */
  readonly bytes: number;
  /** `sum256:<hex>` of them in any order. */
  readonly content: string;
  /** Ids that the source holds more than once. */
  readonly repeated: number;
}

/** What a restore has done; the target was read again and holds exactly this. */
export interface RestoredStore {
  readonly collections: readonly RestoredCollection[];
  readonly left: readonly LeftOut[];
  readonly documents: number;
  readonly bytes: number;
  readonly notices: readonly StoreNotice[];
}

/**
 * Copies the collections of a store with their documents, options and indexes into a target that has none of them,
 * and reads the target again to the last document. Every document of the source is read to its end before the
 * first is written. A restore that was cut short goes on when it is called again with the same source.
 * @throws StoreFailure what the stores throw; `store.missing`, `store.damaged`, `store.refused`
 * @throws BackupFailure `restore.not_empty`, `restore.records`, `restore.system`, `restore.nothing`,
 *   `restore.different`
 */
export async function restoreStore(
  source: SourceStore,
  target: TargetStore,
  options: RestoreStoreOptions = {},
): Promise<RestoredStore> {
  const observer = options.observer ?? silent;
  const { collections, left } = await chooseCollections(source, options);
  if (target.kind === 'mongodb') requireUncapped(source, collections);
  const arrange = target.kind === 'mongodb' ? idFirst : (document: Uint8Array) => document;
  if ((await restoreUnderWay(target)) === undefined) await requireEmpty(target, collections);
  const surveys = await surveyAll(source, collections, arrange, options, observer);
  if (surveys.every(({ documents }) => documents === 0)) throw nothingToRestore(source);
  if ((await restoreUnderWay(target)) !== contentOf(surveys)) {
    await requireEmpty(target, collections);
    await noteRestore(source, target, surveys, options.lease);
  }
  observer.step('restore');
  const notices: StoreNotice[] = [];
  const bytes = new Map<string, number>();
  for (const [at, survey] of surveys.entries()) {
    const { name } = survey;
    const info = collections[at] ?? { name };
    const progress = (done: number, total: number): void => observer.progress(name, done, total);
    const filling = { info, survey, arrange, lease: options.lease, progress };
    const filled = await fillCollection(source, target, filling);
    notices.push(...filled.notices);
    bytes.set(name, filled.bytes);
  }
  for (const notice of notices) observer.notice(notice);
  observer.step('compare');
  for (const survey of surveys) await compareWithTarget(target, survey, observer);
  await endRestore(target);
  const restored = surveys.map(({ name, distinct, repeated }) => ({
    name,
    ...distinct,
    bytes: bytes.get(name) ?? 0,
    repeated: repeated.size,
  }));
  return {
    collections: restored,
    left,
    documents: restored.reduce((sum, { documents }) => sum + documents, 0),
    bytes: restored.reduce((sum, collection) => sum + collection.bytes, 0),
    notices,
  };
}

async function surveyAll(
  source: SourceStore,
  collections: readonly CollectionInfo[],
  arrange: (document: Uint8Array) => Uint8Array,
  options: RestoreStoreOptions,
  observer: BackupObserver,
): Promise<readonly Survey[]> {
  observer.step('survey');
  const surveys: Survey[] = [];
  for (const { name } of collections) {
    const expected = options.expected?.get(name);
    const survey = await surveyCollection(source, name, {
      arrange,
      repeated: options.repeated ?? 'refuse',
      progress: (done) => observer.progress(name, done, expected?.documents),
    });
    if (expected !== undefined) requireExpected(source, survey, expected);
    surveys.push(survey);
  }
  return surveys;
}

/** A server takes no guarded writes to a capped collection. */
function requireUncapped(source: SourceStore, collections: readonly CollectionInfo[]): void {
  const capped = collections.filter(
    ({ options }) => isDocument(options) && fieldsOf(options).capped === true,
  );
  const names = capped.map(({ name }) => name).join(', ');
  if (names === '') return;
  throw new BackupFailure('restore.system', `capped collections cannot be restored: ${names}`, {
    place: source.label,
    hint: 'nothing was changed; restore them with mongorestore, and name the others with --only',
  });
}

function requireExpected(source: SourceStore, found: Survey, expected: CollectionSummary): void {
  if (found.documents === expected.documents && found.sha256 === expected.sha256) return;
  throw new StoreFailure(
    'store.damaged',
    `${found.name} does not hold the ${expected.documents} documents that the manifest knows`,
    { place: source.label, hint: 'drawer backup verify shows everything that is wrong with the backup' },
  );
}

/** Reads a restored collection again, which must hold what was surveyed and nothing else. */
async function compareWithTarget(
  target: TargetStore,
  { name, distinct }: Survey,
  observer: BackupObserver,
): Promise<void> {
  const content = new ContentSum();
  const scan = target.scan(name);
  let done = 0;
  for await (const batch of scan) {
    for (const { bytes } of batch) content.add(bytes);
    done += batch.length;
    observer.progress(name, done, distinct.documents);
  }
  if (done === distinct.documents && content.text === distinct.content) return;
  const what = done === distinct.documents ? 'other documents' : `${done} documents`;
  throw new BackupFailure(
    'restore.different',
    `${name} holds ${what} after the restore, not the ${distinct.documents} restored`,
    { place: target.label, hint: 'see who else writes to the target, drop the collection and restore again' },
  );
}
