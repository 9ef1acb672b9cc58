import { Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BsonDocument, type BsonValue, encode, idText, type PlainDocument } from '../../engine/bson/index.ts';
import {
  currentHolder,
  type Operation,
  openSource,
  openTarget,
  type TargetStore,
} from '../../engine/stores/index.ts';
import { type FreshDatabase, freshDatabase } from '../server/database.ts';
import { documentOf, everything, insert } from './conformance.ts';

let database: FreshDatabase;
let store: TargetStore;
beforeEach(async () => {
  database = await freshDatabase();
  store = await openTarget(database.uri, { create: true });
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

const names = async (): Promise<readonly string[]> => (await store.collections()).map(({ name }) => name);
const codes = async (
  indexes: readonly BsonValue[],
  options?: BsonValue,
  collection = 'c',
): Promise<readonly string[]> => (await store.ensure(collection, indexes, options)).map(({ code }) => code);
const scanned = async (collection: string): Promise<readonly Buffer[]> => {
  const found: Buffer[] = [];
  for await (const batch of store.scan(collection))
    found.push(...batch.map(({ bytes }) => Buffer.from(bytes)));
  return found;
};

describe('what a MongoDB store tells of itself', () => {
  it('is its deployment, and its place without options', () => {
    expect(store.deployment).toMatch(/^MongoDB \d+\.\d+\.\d+, replica set \S+ \(1 node\)$/);
    expect(store.label).toMatch(new RegExp(`^mongodb://127\\.0\\.0\\.1:\\d+/${database.name}$`));
    expect(store.notices).toEqual([]);
  });

  it('are no views, time series, leases and collections of the server', async () => {
    await database.db.createCollection('c');
    await database.db.createCollection('seen', { viewOn: 'c', pipeline: [] });
    await database.db.createCollection('measured', { timeseries: { timeField: 'at' } });
    await store.lease('target#0', currentHolder('run-1'));
    expect(await names()).toEqual(['c']);
    await database.db.collection('measured').insertOne({ at: new Date(0) });
    await store.write([insert('c', 'a')]);
    expect([await store.count('seen'), await store.count('measured')]).toEqual([1, 1]);
    const again = await openSource(database.uri);
    expect(again.notices.map(({ code, place }) => [code, place.split('.').at(-1)]).sort()).toEqual([
      ['collection.timeseries', 'measured'],
      ['collection.view', 'seen'],
    ]);
    await again.close();
  });
});

describe('opening a database that is not there', () => {
  it('is refused, unless it is to be created', async () => {
    const missing = { code: 'store.missing', message: expect.stringContaining(database.name) };
    await expect(openSource(database.uri)).rejects.toMatchObject(missing);
    await expect(openTarget(database.uri, { create: false })).rejects.toMatchObject(missing);
    await store.write([insert('c', 'a')]);
    for (const open of [openSource, (text: string) => openTarget(text, { create: false })]) {
      const opened = await open(database.uri);
      expect((await opened.collections()).map(({ name }) => name)).toEqual(['c']);
      await opened.close();
    }
  });
});

describe('documents', () => {
  const odd: PlainDocument = {
    int: 1,
    long: Long.fromNumber(1),
    double: 1.5,
    whole: new Double(2),
    decimal: Decimal128.fromString('1.50'),
    min: new MinKey(),
    max: new MaxKey(),
    stamp: { inner: new Timestamp({ t: 0, i: 0 }) },
    nothing: null,
    list: [1, [2], {}],
    10: 'ten',
    2: 'two',
    $where: 'text',
    'a.b': { $set: 1 },
    __proto__x: 'x',
  };

  it('are stored, replaced and read byte for byte', async () => {
    const first = withId('odd', odd);
    const turned = withId('odd', { z: 1, ...Object.fromEntries(Object.entries(odd).reverse()) });
    await store.write([insert('c', 'odd', first)]);
    expect(await store.read('c', ['odd'])).toEqual([first]);
    const replace: Operation = {
      kind: 'replace',
      collection: 'c',
      id: 'odd',
      document: turned,
      expect: first,
    };
    expect(await store.write([replace])).toEqual(['written']);
    expect(await scanned('c')).toEqual([turned]);
    expect(await store.write([{ kind: 'put', collection: 'c', id: 'odd', document: first }])).toEqual([
      'written',
    ]);
    expect(await scanned('c')).toEqual([first]);
  });

  it('with ids of every type are scanned in batches, each once', async () => {
    const ids: BsonValue[] = [
      new MinKey(),
      null,
      -5,
      2.5,
      Long.fromString('9007199254740993'),
      Decimal128.fromString('12.10'),
      '',
      'text',
      {},
      { b: 1, a: { 2: 'x', 1: 'y' } },
      new ObjectId('0123456789abcdef01234567'),
      false,
      true,
      new Date(0),
      new Timestamp({ t: 1, i: 1 }),
      new MaxKey(),
    ];
    const many = Array.from({ length: 250 }, (_, at): BsonValue => (at % 2 === 0 ? at * 10 + 7 : `t${at}`));
    expect(new Set(await store.write([...ids, ...many].map((id) => insert('c', id))))).toEqual(
      new Set(['written']),
    );
    const expected = [...ids, ...many].map((id) => documentOf(id).toString('latin1'));
    const seen = (await scanned('c')).map((document) => document.toString('latin1'));
    expect(seen.toSorted()).toEqual(expected.toSorted());
    const listed = (await everything(store.list('c'))).map((document) => document.toString('latin1'));
    expect(listed.toSorted()).toEqual(expected.toSorted());
    expect(await store.read('c', ids)).toEqual(ids.map((id) => documentOf(id)));
    expect(await store.write(ids.map((id) => insert('c', id)))).toEqual(ids.map(() => 'conflict'));
  });

  it.each([
    ['larger than 16 MiB', documentOf('a', { text: 'x'.repeat(16 * 2 ** 20) }), /more than 16 MiB/],
    ['nested too deeply', documentOf('a', nested(190)), /nested too deeply/],
    ['with an array as id', documentOf(['x'] as unknown as string), /type that no id/],
  ])('%s are refused, and nothing of the batch is written', async (_, document, message) => {
    const id = new BsonDocument(document).get('_id') ?? null;
    const writing = store.write([insert('c', 'b'), insert('c', id, document)]);
    await expect(writing).rejects.toMatchObject({ code: 'store.refused', message });
    expect(await store.count('c')).toBe(0);
  });

  it('that break the rules of a collection are refused, by the names of the rules and without a value', async () => {
    const properties = {
      age: { bsonType: 'int' },
      name: { bsonType: 'object', properties: { first: { maxLength: 3 } } },
    };
    await store.ensure('c', [], { validator: { $jsonSchema: { required: ['client'], properties } } });
    const document = documentOf('a', { age: 'secret-age', name: { first: 'secret-name' } });
    const failure = await store
      .write([insert('c', 'b', documentOf('b', { client: 1 })), insert('c', 'a', document)])
      .then(
        () => undefined,
        (error) => error,
      );
    expect(failure).toMatchObject({ code: 'store.refused', place: `${store.label}.c` });
    expect(failure.message).toContain('the document a of c');
    expect(failure.message).toContain('age bsonType');
    expect(failure.message).toContain('name.first maxLength');
    expect(failure.message).toContain('required client');
    expect(JSON.stringify([failure.message, failure.hint, failure.place])).not.toContain('secret');
    expect(await store.count('c')).toBe(0);
  });

  it('of a capped collection are added and never changed', async () => {
    await store.ensure('log', [], { capped: true, size: 4096 });
    const lease = await store.lease('target#0', currentHolder('run-1'));
    if ('heldBy' in lease) throw new Error('held');
    expect(await store.write([insert('log', 'b'), insert('c', 'a'), insert('log', 'a')], lease)).toEqual([
      'written',
      'written',
      'written',
    ]);
    expect(await store.write([insert('log', 'a'), insert('log', 'd')])).toEqual(['conflict', 'written']);
    expect((await database.db.collection('log').find().toArray()).map(({ _id }) => String(_id))).toEqual([
      'b',
      'a',
      'd',
    ]);
    const remove: Operation = { kind: 'remove', collection: 'log', id: 'a', expect: documentOf('a') };
    await expect(store.write([remove])).rejects.toMatchObject({ code: 'store.refused' });
    await lease.release();
    await expect(store.write([insert('log', 'e')], lease)).rejects.toMatchObject({ code: 'store.locked' });
    expect(await store.count('log')).toBe(3);
  });
});

describe('conflicts', () => {
  it('are found among many, and all others are written', async () => {
    await store.ensure('c', [{ key: { client: 1 }, name: 'client_1', unique: true }]);
    const holding = (at: number): Operation =>
      insert('c', `d${at}`, documentOf(`d${at}`, { client: at % 40 }));
    const results = await store.write(Array.from({ length: 60 }, (_, at) => holding(at)));
    expect(results.filter((result) => result === 'written')).toHaveLength(40);
    expect(await store.count('c')).toBe(40);
    const stored = new Set((await everything(store.list('c'))).map((document) => idText(idIn(document))));
    for (const [at, result] of results.entries()) expect(stored.has(`d${at}`)).toBe(result === 'written');
  });

  it('of a value that another operation frees are none', async () => {
    await store.ensure('c', [{ key: { client: 1 }, name: 'client_1', unique: true }]);
    const document = (id: string, client: number): Buffer => documentOf(id, { client });
    await store.write([insert('c', 'a', document('a', 1)), insert('c', 'b', document('b', 2))]);
    expect(
      await store.write([
        insert('c', 'c', document('c', 1)),
        insert('c', 'd', document('d', 2)),
        { kind: 'remove', collection: 'c', id: 'a', expect: document('a', 1) },
        { kind: 'replace', collection: 'c', id: 'b', document: document('b', 3), expect: document('b', 2) },
      ]),
    ).toEqual(['written', 'written', 'written', 'written']);
  });

  it('between handles that write the same at once end with one winner each', async () => {
    const others = [
      store,
      await openTarget(database.uri, { create: true }),
      await openTarget(database.uri, { create: true }),
    ];
    const ids = Array.from({ length: 40 }, (_, at) => `d${at}`);
    const all = await Promise.all(
      others.map((one, at) => one.write(ids.map((id) => insert('c', id, documentOf(id, { by: at }))))),
    );
    for (const [at, id] of ids.entries()) {
      const winners = all.flatMap((results, by) => (results[at] === 'written' ? [by] : []));
      expect(winners).toHaveLength(1);
      expect(await store.read('c', [id])).toEqual([documentOf(id, { by: winners[0] ?? -1 })]);
    }
    for (const one of others.slice(1)) await one.close();
  });

  it('between puts of the same new document are none', async () => {
    const puts = Array.from({ length: 8 }, (_, at): Operation => {
      return { kind: 'put', collection: 'c', id: 'a', document: documentOf('a', { at }) };
    });
    const results = await Promise.all(puts.map((put) => store.write([put])));
    expect(results.flat()).toEqual(puts.map(() => 'written'));
    expect(await store.count('c')).toBe(1);
  });
});

describe('writes under one lease', () => {
  it('may be asked for all at once', async () => {
    const lease = await store.lease('target#0', currentHolder('run-1'));
    if ('heldBy' in lease) throw new Error('held');
    const writes = Array.from({ length: 12 }, (_, at) => store.write([insert('c', `a${at}`)], lease));
    const renewals = Array.from({ length: 4 }, () => lease.renew());
    expect((await Promise.all(writes)).flat()).toEqual(writes.map(() => 'written'));
    expect(await Promise.all(renewals)).toEqual([true, true, true, true]);
    expect(await store.count('c')).toBe(12);
  });

  it('end before the lease is released', async () => {
    const lease = await store.lease('target#0', currentHolder('run-1'));
    if ('heldBy' in lease) throw new Error('held');
    const writes = Array.from({ length: 3 }, (_, at) => store.write([insert('c', `a${at}`)], lease));
    const released = lease.release();
    const late = store.write([insert('c', 'late')], lease);
    await expect(late).rejects.toMatchObject({ code: 'store.locked' });
    expect((await Promise.all(writes)).flat()).toEqual(['written', 'written', 'written']);
    await released;
    expect(await store.count('c')).toBe(3);
  });

  it('may be made through another handle', async () => {
    const lease = await store.lease('target#0', currentHolder('run-1'));
    if ('heldBy' in lease) throw new Error('held');
    const other = await openTarget(database.uri, { create: false });
    expect(await other.write([insert('c', 'a')], lease)).toEqual(['written']);
    await lease.release();
    await expect(other.write([insert('c', 'b')], lease)).rejects.toMatchObject({ code: 'store.locked' });
    await expect(other.write([], lease)).rejects.toMatchObject({ code: 'store.locked' });
    await other.close();
  });
});

describe('a lease of a holder elsewhere', () => {
  const elsewhere = { host: 'elsewhere', pid: 1, startedAt: '1', run: 'run-2' };
  const pass = (seconds: number): Promise<unknown> =>
    database.db
      .collection('migration_leases')
      .updateOne({ _id: 'target#0' as never }, [
        { $set: { expires: { $subtract: ['$expires', seconds * 1000] } } },
      ]);

  it('is kept for 15 seconds by the clock of the server', async () => {
    const first = await store.lease('target#0', elsewhere);
    if ('heldBy' in first) throw new Error('held');
    await pass(13);
    expect(await store.lease('target#0', currentHolder('run-1'))).toEqual({ heldBy: elsewhere });
    expect(await first.renew()).toBe(true);
    await pass(13);
    expect(await store.lease('target#0', currentHolder('run-1'))).toEqual({ heldBy: elsewhere });
    await pass(3);
    const second = await store.lease('target#0', currentHolder('run-1'));
    expect(second).toMatchObject({ token: first.token + 1 });
    expect(await first.renew()).toBe(false);
    await first.release();
    expect('heldBy' in second || (await second.renew())).toBe(true);
  });

  it('may be renewed and written with after its time while nobody has taken it', async () => {
    const first = await store.lease('target#0', elsewhere);
    if ('heldBy' in first) throw new Error('held');
    await pass(60);
    expect(await store.write([insert('c', 'a')], first)).toEqual(['written']);
    expect(await first.renew()).toBe(true);
    expect(await store.lease('target#0', currentHolder('run-1'))).toEqual({ heldBy: elsewhere });
  });

  it('is had by one of many who ask at once', async () => {
    const stores = [
      store,
      await openTarget(database.uri, { create: true }),
      await openTarget(database.uri, { create: true }),
    ];
    const asked = await Promise.all(
      stores.flatMap((one) => [one.lease('target#0', elsewhere), one.lease('target#0', elsewhere)]),
    );
    expect(asked.filter((lease) => !('heldBy' in lease))).toHaveLength(1);
    for (const one of stores.slice(1)) await one.close();
  });
});

describe('collections', () => {
  it('are created by one of many who ask at once, with all their indexes', async () => {
    const stores = [
      store,
      await openTarget(database.uri, { create: true }),
      await openTarget(database.uri, { create: true }),
    ];
    const indexes = [{ key: { client: 1 }, name: 'client_1', unique: true }, { key: { at: -1 } }];
    const options = { validator: { client: { $type: 'string' } } };
    const notices = await Promise.all(stores.map((one) => one.ensure('c', indexes, options)));
    expect(notices.flat()).toEqual([]);
    expect(await codes(indexes, options)).toEqual([]);
    for (const one of stores.slice(1)) await one.close();
  });

  it('are as asked for whatever the server adds', async () => {
    const indexes: BsonValue[] = [
      { key: { a: 1, b: -1 } },
      { key: { t: 1 }, name: 'ttl', expireAfterSeconds: Long.fromNumber(60), ns: 'other.c', v: 2 },
      {
        key: { p: 1 },
        name: 'some',
        partialFilterExpression: { p: { $gt: 1 } },
        collation: { locale: 'en' },
      },
      { key: { 'wild.$**': 1 }, name: 'wild' },
      { key: { h: 'hashed' }, name: 'hashed' },
    ];
    const validator = { $jsonSchema: { required: ['a'], properties: { a: { minimum: 1 } } } };
    const options = { validator, validationLevel: 'strict', validationAction: 'error' };
    expect(await codes(indexes, options)).toEqual([]);
    expect(await codes(indexes, options)).toEqual([]);
    expect(await codes(indexes, { validator })).toEqual([]);
    expect(await codes(indexes, { validator, validationLevel: 'moderate' })).toEqual(['validator.differs']);
    const other = { key: { p: 1 }, name: 'some', collation: { locale: 'en', strength: 1 } };
    expect(await codes([...indexes.filter((_, at) => at !== 2), other], options)).toEqual(['index.differs']);
    // Its indexes have the collation of a collection.
    await database.db.createCollection('spanish', { collation: { locale: 'es' } });
    await database.db.collection('spanish').createIndex({ a: 1 });
    expect(await codes([{ key: { a: 1 } }], undefined, 'spanish')).toEqual([]);
    expect(await codes([{ key: { a: 1 }, collation: { locale: 'fr' } }], undefined, 'spanish')).toEqual([
      'index.differs',
    ]);
    expect(await codes([], { capped: true, size: 1024 }, 'log')).toEqual([]);
    expect(await codes([], { capped: true, size: 1024 }, 'log')).toEqual([]);
  });

  it('are listed with options and indexes that make the same collection again', async () => {
    const indexes = [{ key: { z: 1, a: -1 }, name: 'two', unique: true, sparse: true }];
    await store.ensure('c', indexes, { validator: { z: { $gte: 1 } }, validationLevel: 'moderate' });
    const [info] = await store.collections();
    expect(await store.ensure('copy', info?.indexes ?? [], info?.options)).toEqual([]);
    expect(
      await codes(indexes, { validator: { z: { $gte: 1 } }, validationLevel: 'moderate' }, 'copy'),
    ).toEqual([]);
  });

  it('keep what was there, even if an index is missing', async () => {
    await store.write([insert('c', 'a')]);
    expect(await codes([{ key: { client: 1 }, name: 'client_1' }])).toEqual(['index.missing']);
    expect(await codes([{ key: { client: 1 }, name: 'client_1' }])).toEqual(['index.missing']);
  });

  it.each(['with_$', 'system.mine', 'x'.repeat(240)])('cannot be called %s', async (name) => {
    const refused = { code: 'store.refused' };
    await expect(store.write([insert(name, 'a')])).rejects.toMatchObject(refused);
    await expect(store.ensure(name, [])).rejects.toMatchObject(refused);
    expect(await names()).toEqual([]);
  });

  it('that cannot be made as asked for are refused and not there', async () => {
    const refused = { code: 'store.refused' };
    await expect(store.ensure('c', [], { size: 'large' })).rejects.toMatchObject(refused);
    await expect(store.ensure('c', [{ key: { a: 'nothing' } }])).rejects.toMatchObject(refused);
    expect(await names()).toEqual([]);
  });

  it('with rules for the order of texts are read to their end', async () => {
    await store.ensure('c', [], { collation: { locale: 'en', strength: 2 } });
    const ids = Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? `B${at}` : `a${at}`));
    await store.write(ids.map((id) => insert('c', id)));
    expect((await scanned('c')).map(idIn).toSorted()).toEqual(ids.toSorted());
    expect((await everything(store.list('c'))).map(idIn).toSorted()).toEqual(ids.toSorted());
    expect(await store.read('c', ['B0', 'b0'])).toEqual([documentOf('B0'), undefined]);
  });
});

it('removes a scratch store with its database', async () => {
  const scratch = await store.scratch();
  await scratch.write([insert('c', 'a')]);
  const name = scratch.label.split('/').at(-1) ?? '';
  expect(name).toMatch(new RegExp(`^${database.name}_scratch_[0-9a-f]{8}$`));
  const databases = async (): Promise<readonly string[]> =>
    (await database.client.db('admin').admin().listDatabases({ nameOnly: true })).databases.map(
      (one) => one.name,
    );
  expect(await databases()).toContain(name);
  await scratch.discard();
  expect(await databases()).not.toContain(name);
  expect(await store.write([insert('c', 'a')])).toEqual(['written']);
});

function idIn(document: Uint8Array): BsonValue {
  return new BsonDocument(document).get('_id') ?? null;
}

/** A document with the id in front, as the server stores it, also before keys that look like integers. */
function withId(id: string, fields: PlainDocument): Buffer {
  const document = Buffer.concat([encode({ _id: id }).subarray(0, -1), encode(fields).subarray(4)]);
  document.writeInt32LE(document.length);
  return document;
}

function nested(levels: number): PlainDocument {
  let value: BsonValue = 1;
  for (let level = 0; level < levels; level += 1) value = { value };
  return { value };
}
