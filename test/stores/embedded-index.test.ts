import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BsonValue, PlainDocument } from '../../engine/bson/index.ts';
import { describeCollection, saveCollection } from '../../engine/stores/embedded/catalog.ts';
import { Environment } from '../../engine/stores/embedded/environment.ts';
import { applyOperations } from '../../engine/stores/embedded/write.ts';
import { openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { documentOf, insert } from './conformance.ts';

let directory: string;
let store: TargetStore;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'embedded-'));
  store = await openEmbedded(directory, { create: true });
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const holding = (id: string, fields: PlainDocument) => insert('c', id, documentOf(id, fields));

describe('a unique index', () => {
  const written = async (
    index: BsonValue,
    contents: readonly PlainDocument[],
  ): Promise<readonly string[]> => {
    await store.ensure('c', [index]);
    return store.write(contents.map((fields, at) => holding(`d${at}`, fields)));
  };
  const client = { key: { client: 1 }, name: 'client_1', unique: true };

  it('takes an absent field for null', async () => {
    const contents = [{ other: 1 }, { client: null }, { client: 'c1' }];
    expect(await written(client, contents)).toEqual(['written', 'conflict', 'written']);
  });

  it('leaves documents without the field out if it is sparse', async () => {
    const contents = [{ other: 1 }, { other: 2 }, { client: null }, { client: null }];
    expect(await written({ ...client, sparse: true }, contents)).toEqual([
      'written',
      'written',
      'written',
      'conflict',
    ]);
  });

  it('compares the elements of arrays, and allows repeats inside one document (T22)', async () => {
    const contents = [
      { client: ['a', 'b', 'a'] },
      { client: ['b', 'c'] },
      { client: 'a' },
      { client: ['c'] },
    ];
    expect(await written(client, contents)).toEqual(['written', 'conflict', 'conflict', 'written']);
  });

  it('reaches into documents and arrays of them', async () => {
    const index = { key: { 'person.client': -1 }, name: 'person', unique: true };
    const contents = [
      { person: { client: 'a' } },
      { person: [{ client: 'b' }, { client: 'a' }] },
      { person: [{ client: 'b' }, 'b'] },
      { person: { client: 'b' } },
    ];
    expect(await written(index, contents)).toEqual(['written', 'conflict', 'written', 'conflict']);
  });

  it('that is not of one field is recorded, not checked, and that is told', async () => {
    const index = { key: { client: 1, kind: 1 }, name: 'both', unique: true };
    const partial = { ...client, partialFilterExpression: { client: { $exists: true } } };
    const notices = await store.ensure('c', [index, partial]);
    expect(notices.map((notice) => notice.code)).toEqual(['index.unchecked', 'index.unchecked']);
    expect(await store.write([holding('a', { client: 'c1' }), holding('b', { client: 'c1' })])).toEqual([
      'written',
      'written',
    ]);
  });

  it('defined by another process in the last moment is obeyed', async () => {
    const environment = new Environment(directory, false);
    const collection = describeCollection('c', [client]);
    environment.create(collection.unique[0]?.database ?? '');
    let tries = 0;
    const results = applyOperations(
      environment,
      [holding('a', { client: 'c1' }), holding('b', { client: 'c1' })],
      () => {
        tries += 1;
        if (tries === 1) saveCollection(environment.records, collection);
      },
    );
    expect(results).toEqual(['written', 'conflict']);
    expect(tries).toBe(2);
    await environment.close();
  });
});

it('a collection keeps its options', async () => {
  await store.ensure('c', [], { capped: true, size: 4096 });
  expect(await store.ensure('c', [], { capped: true, size: 4096 })).toEqual([]);
  expect((await store.ensure('c', [], { capped: false })).map((notice) => notice.code)).toEqual([
    'options.differ',
  ]);
});
