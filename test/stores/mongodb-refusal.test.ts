import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BsonValue, encode, type PlainDocument } from '../../engine/bson/index.ts';
import { type Operation, openTarget, StoreFailure, type TargetStore } from '../../engine/stores/index.ts';
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

async function refusal(operations: readonly Operation[]): Promise<StoreFailure> {
  const failure = await store.write(operations).then(
    (results) => results.join(),
    (error: unknown) => error,
  );
  if (!(failure instanceof StoreFailure)) throw new Error(`not refused: ${inspect(failure)}`);
  expect(failure.code).toBe('store.refused');
  return failure;
}

/** What a person reads of a failure. */
function told({ message, place, hint }: StoreFailure): string {
  return `${message}, ${place}, ${hint}`;
}

describe('a validator', () => {
  const validator = {
    $jsonSchema: {
      bsonType: 'object',
      required: ['client', 'history'],
      properties: {
        client: { bsonType: 'string' },
        history: {
          bsonType: 'array',
          items: { bsonType: 'object', properties: { kind: { enum: ['a', 'b'] } } },
        },
      },
    },
  };
  const held = (id: BsonValue, fields: PlainDocument = { client: 'c1', history: [] }) =>
    documentOf(id, fields);

  beforeEach(async () => {
    expect(await store.ensure('c', [], { validator })).toEqual([]);
  });

  it('is told with the collection, the id and the rules, and without a value', async () => {
    const wrong = held('wrong-one', { client: 'c1', history: [{ kind: 'secret-value' }] });
    const failure = await refusal([insert('c', 'good', held('good')), insert('c', 'wrong-one', wrong)]);
    expect(told(failure)).toContain('wrong-one');
    expect(told(failure)).toMatch(/\bc\b/);
    expect(failure.message).toContain('history');
    expect(failure.message).toContain('kind');
    expect(failure.message).toContain('enum');
    expect(inspect(failure, { depth: 12, showHidden: true })).not.toContain('secret-value');
    expect(await store.count('c')).toBe(0);
    const missing = await refusal([insert('c', 'bare', documentOf('bare', { client: 'c1' }))]);
    expect(missing.message).toContain('required');
    expect(missing.message).toContain('history');
  });

  it('holds for replacing, putting and patching too', async () => {
    await store.write([insert('c', 'a', held('a'))]);
    const wrong = documentOf('a', { client: 1 });
    const place = { collection: 'c', id: 'a' } as const;
    await refusal([{ kind: 'replace', ...place, document: wrong, expect: held('a') }]);
    await refusal([{ kind: 'put', ...place, document: wrong }]);
    await refusal([{ kind: 'patch', ...place, fields: { client: 1 }, expect: {} }]);
    expect(await everything(store.list('c'))).toEqual([held('a')]);
  });
});

describe('a document', () => {
  const filled = (id: string, size: number): Buffer => {
    const rest = encode({ _id: id, text: '' }).length;
    return documentOf(id, { text: 'x'.repeat(size - rest) });
  };

  it('of exactly 16 MiB is written and read; one byte more is refused and its neighbours are not written', async () => {
    const largest = filled('a', 16 * 2 ** 20);
    expect(await store.write([insert('c', 'a', largest)])).toEqual(['written']);
    expect((await store.read('c', ['a']))[0]?.length).toBe(16 * 2 ** 20);
    const failure = await refusal([insert('c', 'b'), insert('c', 'big', filled('big', 16 * 2 ** 20 + 1))]);
    expect(told(failure)).toContain('big');
    expect(await store.count('c')).toBe(1);
    const next = filled('a', 16 * 2 ** 20 - 1);
    const replace = { kind: 'replace', collection: 'c', id: 'a', document: next, expect: largest } as const;
    expect(await store.write([replace])).toEqual(['written']);
  });

  it('that a patch would make larger is refused', async () => {
    await store.write([insert('c', 'a', filled('a', 16 * 2 ** 20 - 10))]);
    await refusal([
      { kind: 'patch', collection: 'c', id: 'a', fields: { link: 'x'.repeat(100) }, expect: {} },
    ]);
    expect((await store.read('c', ['a']))[0]?.length).toBe(16 * 2 ** 20 - 10);
  });

  it('deeper than the server takes is refused', async () => {
    let value: BsonValue = 1;
    for (let depth = 0; depth < 185; depth += 1) value = { v: value };
    const failure = await refusal([insert('c', 'deep', documentOf('deep', { value }))]);
    expect(told(failure)).toContain('deep');
  });

  it('goes with others whose sum is far above what one command or transaction takes', async () => {
    const many = Array.from({ length: 9 }, (_, at) => filled(`d${at}`, 9 * 2 ** 20));
    const results = await store.write(many.map((document, at) => insert('c', `d${at}`, document)));
    expect(results).toEqual(many.map(() => 'written'));
    let bytes = 0;
    for await (const batch of store.list('c')) for (const document of batch) bytes += document.length;
    expect(bytes).toBe(9 * 9 * 2 ** 20);
    const links = many.map((_, at): Operation => {
      return {
        kind: 'patch',
        collection: 'c',
        id: `d${at}`,
        fields: { link: at },
        expect: { link: undefined },
      };
    });
    expect(await store.write(links)).toEqual(many.map(() => 'written'));
  });
});

describe('conflicts of unique indexes', () => {
  it('are found one by one, however many there are, and the rest is written', async () => {
    await store.ensure('c', [{ key: { client: 1 }, name: 'client_1', unique: true }]);
    const of = (id: string, client: number) => insert('c', id, documentOf(id, { client }));
    await store.write(Array.from({ length: 60 }, (_, at) => of(`held${at}`, at)));
    const results = await store.write(
      Array.from({ length: 240 }, (_, at) => of(`new${at}`, at % 4 === 0 ? at / 4 : 1000 + at)),
    );
    expect(results).toEqual(Array.from({ length: 240 }, (_, at) => (at % 4 === 0 ? 'conflict' : 'written')));
    expect(await store.count('c')).toBe(60 + 180);
  });
});
