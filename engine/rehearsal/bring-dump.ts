import { createHash } from 'node:crypto';
import { type BackupObserver, restoreStore } from '../backup/index.ts';
import { BsonDocument, encode } from '../bson/index.ts';
import { recordEnvironment, recordedEnvironment, records } from '../migration/index.ts';
import { type SourceStore, StoreFailure, type TargetStore } from '../stores/index.ts';

const id = 'dump';

/**
 * Restores a dump into the database that it is to be rehearsed in (R053), counts and contents compared, once: a
 * database that holds this dump already is left as it is, links and all. Throws `store.foreign` for one that holds
 * another dump, and for a production database.
 */
export async function bringDump(
  source: SourceStore,
  target: TargetStore,
  observer: BackupObserver,
): Promise<void> {
  if ((await recordedEnvironment(target)) === 'production')
    throw refusal(target, 'a dump is not restored into a production database');
  const digest = await digestOf(source, observer);
  const [bytes] = await target.read(records.environment, [id]);
  const present = bytes === undefined ? undefined : new BsonDocument(bytes).get('digest');
  if (present === digest) return;
  if (present !== undefined) throw refusal(target, 'the database holds another dump');
  await restoreStore(source, target, { observer });
  await recordEnvironment(target, 'staging');
  const document = encode({ _id: id, digest, source: source.label });
  await target.write([{ kind: 'put', collection: records.environment, id, document }]);
}

function refusal(target: TargetStore, message: string): StoreFailure {
  return new StoreFailure('store.foreign', message, {
    place: target.label,
    hint: 'name an empty database for the rehearsal; nothing in this one was changed',
  });
}

/** Digest over all collections of a dump: their names, counts and contents. */
async function digestOf(source: SourceStore, { progress }: BackupObserver): Promise<string> {
  const hash = createHash('sha256');
  for (const { name } of await source.collections()) {
    const scan = source.scan(name);
    let done = 0;
    for await (const batch of scan) {
      done += batch.length;
      progress(name, done, undefined);
    }
    const { documents, sha256 } = scan.summary();
    hash.update(`${JSON.stringify(name)}\n${documents}\n${sha256}\n`);
  }
  return `sha256:${hash.digest('hex')}`;
}
