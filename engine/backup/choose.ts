import { type CollectionInfo, type SourceStore, StoreFailure } from '../stores/index.ts';
import { BackupFailure } from './failure.ts';
import { isRecord, restoresCollection } from './records.ts';

/** Which collections of a source to restore. */
export interface Choice {
  /** These alone, by name; all otherwise. */
  readonly only?: readonly string[];
  /** The product's own records too; by default they are left out (design §8). */
  readonly records?: boolean;
}

/** A collection that is not restored, and why: a record of the product, a collection of the server's own. */
export interface LeftOut {
  readonly name: string;
  readonly reason: 'record' | 'system' | 'not_asked_for';
}

export interface Chosen {
  readonly collections: readonly CollectionInfo[];
  readonly left: readonly LeftOut[];
}

/**
 * Sorts the collections of a source into those to restore and those to leave out.
 * @throws StoreFailure `store.missing` for a name that the source does not have
 * @throws BackupFailure `restore.records`, `restore.system`
 */
export async function chooseCollections(source: SourceStore, choice: Choice): Promise<Chosen> {
  const present = await source.collections();
  const only = choice.only === undefined ? undefined : new Set(choice.only);
  for (const name of only ?? []) {
    if (!present.some((info) => info.name === name)) throw unknown(source, name, present);
    const reason = reasonOf(name, choice);
    if (reason !== undefined) throw refused(name, reason, source);
  }
  const collections: CollectionInfo[] = [];
  const left: LeftOut[] = [];
  for (const info of present) {
    const reason = only?.has(info.name) === false ? 'not_asked_for' : reasonOf(info.name, choice);
    if (reason === undefined) collections.push(info);
    // Its documents are the series': left out silently, they would be lost.
    else if (reason === 'system' && isBuckets(info.name)) throw refused(info.name, reason, source);
    else left.push({ name: info.name, reason });
  }
  return { collections, left };
}

function reasonOf(name: string, choice: Choice): 'record' | 'system' | undefined {
  if (name.startsWith('system.')) return 'system';
  if (name === restoresCollection) return 'record';
  return isRecord(name) && choice.records !== true ? 'record' : undefined;
}

function isBuckets(name: string): boolean {
  return name.startsWith('system.buckets.');
}

function unknown(source: SourceStore, name: string, present: readonly CollectionInfo[]): StoreFailure {
  return new StoreFailure('store.missing', `there is no collection ${name} in it`, {
    place: source.label,
    hint: `it has ${present.map((info) => info.name).join(', ') || 'none'}`,
  });
}

function refused(name: string, reason: 'record' | 'system', source: SourceStore): BackupFailure {
  if (reason === 'record') {
    return new BackupFailure('restore.records', `${name} holds records of the product`, {
      place: source.label,
      hint: 'records are restored with --with-records only',
    });
  }
  return new BackupFailure('restore.system', `${name} belongs to the server, which alone can fill it`, {
    place: source.label,
    hint: 'restore it with mongorestore, and name the other collections with --only',
  });
}
