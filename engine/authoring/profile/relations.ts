import { BsonDocument, type BsonValue, idText, typeName } from '../../bson/index.ts';
import type { StoredDocument } from '../../stores/index.ts';
import type { Counted, ProfileObserver } from './census.ts';
import type { ClientReader } from './client-reader.ts';
import { ClientTally } from './client-tally.ts';
import { hashOf } from './hash.ts';
import { idPaths } from './id-paths.ts';
import { type IdSet, idSet } from './id-sets.ts';
import { KeySample } from './key-sample.ts';
import type { ProfileLimits } from './limits.ts';
import { mayShow } from './role.ts';
import { scalarOf } from './scalar.ts';
import { ValueHolders } from './value-holders.ts';
import { walk } from './walk.ts';

/** Where a collection's documents name their client, and how that is read. */
export interface Reading {
  readonly path: string;
  readonly read: ClientReader;
}

/** Ids of one path: how often each comes. */
export type WideIds = KeySample<{ count: number }>;

/** A collection after the second pass. */
export interface Related extends Counted {
  readonly client: Reading | undefined;
  readonly holders: ValueHolders;
  /** Ids by path, `_id` among them. */
  readonly ids: ReadonlyMap<string, WideIds>;
}

/**
 * Reads every collection again, now that it is known which paths hold ids and which the client: counts ids up to the
 * wide limit, documents per client, and how many clients have each value that might be shown.
 */
export async function relateAll(
  counted: readonly Counted[],
  readings: ReadonlyMap<string, Reading>,
  limits: ProfileLimits,
  observer: ProfileObserver,
): Promise<{ readonly related: readonly Related[]; readonly clients: ClientTally }> {
  observer.pass('relate');
  const clients = new ClientTally(limits.ids);
  const related: Related[] = [];
  for (const one of counted) {
    const client = readings.get(one.name);
    if (client !== undefined) clients.open(one.name, client.path);
    const paths = one.census.paths.all();
    const holders = new ValueHolders(
      paths.filter(mayShow).map(({ path }) => path),
      limits.clients,
    );
    const ids = new Map<string, WideIds>();
    for (const { path } of idPaths(one.census))
      ids.set(path, new KeySample(limits.ids, () => ({ count: 0 })));
    let documents = 0;
    for await (const batch of one.from.store.scan(one.collection)) {
      for (const stored of batch) {
        relate(stored, one.name, client, clients, holders, ids, documents++);
      }
      observer.progress(one.name, documents);
    }
    related.push({ ...one, client, holders, ids: new Map([['_id', one.census.ids], ...ids]) });
  }
  return { related, clients };
}

function relate(
  stored: StoredDocument,
  collection: string,
  client: Reading | undefined,
  clients: ClientTally,
  holders: ValueHolders,
  ids: ReadonlyMap<string, WideIds>,
  number: number,
): void {
  const owner = client?.read(stored);
  if (owner !== undefined) clients.add(collection, owner, stored.bytes.length);
  const document = new BsonDocument(stored.bytes);
  const own = document.get('_id');
  const whose =
    owner !== undefined && 'client' in owner ? owner.client : `\n${own === undefined ? number : idText(own)}`;
  const holder = hashOf(whose);
  walk(document, (path, value) => {
    holders.add(path, value, holder);
    const sample = ids.get(path);
    if (sample !== undefined) addId(sample, value);
  });
}

function addId(sample: WideIds, value: BsonValue): void {
  const type = typeName(value);
  if (type === 'null' || type === 'object' || type === 'array') return;
  const { id } = scalarOf(value, type);
  if (id === '') return;
  // Two spellings of one address differ in nothing but letter case.
  const key = id.includes('@') ? id.toLowerCase() : id;
  const facts = sample.at(key, hashOf(key));
  if (facts !== undefined) facts.count += 1;
}

/** The sets of ids of a collection, by path. */
export function idSetsOf({ name, census, ids }: Related): readonly IdSet[] {
  return [...ids].map(([path, sample]) =>
    idSet({ collection: name, path, documents: census.documents }, sample, ({ key }) => key),
  );
}
