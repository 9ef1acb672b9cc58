import { createHash } from 'node:crypto';
import { BsonDocument, encode } from '../bson/index.ts';
import {
  type CollectionInfo,
  collectionDrift,
  type Lease,
  type SourceStore,
  type TargetStore,
} from '../stores/index.ts';
import { BackupFailure } from './failure.ts';
import { restoresCollection } from './records.ts';
import type { Survey } from './survey.ts';

const id = 'restore';

/** What a restore brings, as one digest: the same collections with the same documents. */
export function contentOf(surveys: readonly Survey[]): string {
  const parts = surveys.map(({ name, sha256 }) => [name, sha256]);
  return `sha256:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}

/** What a restore that was cut short has noted in the target, as `contentOf` gives it. */
export async function restoreUnderWay(target: TargetStore): Promise<string | undefined> {
  const [found] = await target.read(restoresCollection, [id]);
  const content = found === undefined ? undefined : new BsonDocument(found).get('content');
  return typeof content === 'string' ? content : undefined;
}

/** Notes in the target that these collections are being restored, so that the same restore may go on. */
export async function noteRestore(
  source: SourceStore,
  target: TargetStore,
  surveys: readonly Survey[],
  lease: Lease | undefined,
): Promise<void> {
  const document = encode({
    _id: id,
    content: contentOf(surveys),
    source: source.label,
    collections: surveys.map(({ name }) => name),
  });
  await target.write([{ kind: 'put', collection: restoresCollection, id, document }], lease);
}

/** Takes the note away: the restore has come to its end. */
export async function endRestore(target: TargetStore): Promise<void> {
  await target.drop(restoresCollection);
}

/**
 * Makes sure that nothing is in the way (T43): every collection is absent, or empty and defined alike.
 * @throws BackupFailure `restore.not_empty`, naming all that are in the way
 */
export async function requireEmpty(target: TargetStore, wanted: readonly CollectionInfo[]): Promise<void> {
  const present = new Map((await target.collections()).map((info) => [info.name, info]));
  const obstacles: string[] = [];
  for (const { name, indexes = [], options } of wanted) {
    const found = present.get(name);
    if (found === undefined) continue;
    const documents = await target.count(name);
    if (documents > 0) obstacles.push(`${name} holds ${documents}`);
    else if (collectionDrift(found, indexes, options, name).length > 0)
      obstacles.push(`${name} is empty and has other indexes or options`);
  }
  if (obstacles.length === 0) return;
  throw new BackupFailure('restore.not_empty', `the target is not empty: ${obstacles.join('; ')}`, {
    place: target.label,
    hint: 'nothing was changed; restore into another database, or drop these collections first',
  });
}
