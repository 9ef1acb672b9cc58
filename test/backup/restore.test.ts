import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type BackupObserver,
  makeBackup,
  type RestoreOptions,
  restoreBackup,
  restoreStore,
} from '../../engine/backup/index.ts';
import { encode, type PlainDocument } from '../../engine/bson/index.ts';
import {
  currentHolder,
  type SourceStore,
  type StoreNotice,
  type TargetStore,
} from '../../engine/stores/index.ts';
import {
  absent,
  type Content,
  dumpOf,
  embedded,
  everythingIn,
  idsIn,
  product,
  put,
  shop,
  silent,
  started,
  targetFolder,
} from './stores.ts';

let backup: string;
let everything: Readonly<Record<string, unknown>>;

const backUp = async (source: SourceStore): Promise<string> => {
  const directory = absent();
  await makeBackup(source, { directory, product, started });
  return directory;
};

beforeAll(async () => {
  const source = await embedded(shop);
  backup = await backUp(source);
  everything = await everythingIn(source);
});

const business = ({ migration_runs: _, ...rest }: Readonly<Record<string, unknown>>) => rest;

/** A target with this content that nothing else holds open. */
async function targetWith(content: Content) {
  const target = targetFolder();
  await target.look((store) => put(store, content));
  return target;
}

describe('a backup is restored', () => {
  it('as it was, without the records of the product', async () => {
    const target = targetFolder();
    const restored = await restoreBackup(backup, target.open);
    expect(await target.look(everythingIn)).toEqual(business(everything));
    expect(restored).toMatchObject({
      directory: backup,
      target: `embedded:${target.folder}`,
      documents: 252,
      left: [{ name: 'migration_runs', reason: 'record' }],
      manifest: expect.stringMatching(/^sha256:/),
    });
    expect(restored.collections.map(({ name, documents }) => [name, documents])).toEqual([
      ['nobody', 0],
      ['orders', 250],
      ['people', 2],
    ]);
  });

  it('with the records on demand', async () => {
    const target = targetFolder();
    const restored = await restoreBackup(backup, target.open, { records: true });
    expect(await target.look(everythingIn)).toEqual(everything);
    expect(restored.left).toEqual([]);
  });

  it('beside other collections and records of the target, which stay as they are', async () => {
    const own: Content = {
      migration_runs: { documents: [{ _id: 'mine' }] },
      other: { documents: [{ _id: 1 }], indexes: [{ key: { a: 1 }, name: 'a_1' }] },
    };
    const target = await targetWith(own);
    const before = await target.look(everythingIn);
    await restoreBackup(backup, target.open);
    expect(await target.look(everythingIn)).toEqual({ ...business(everything), ...before });
  });

  it('in part, by name', async () => {
    const target = targetFolder();
    const restored = await restoreBackup(backup, target.open, { only: ['people'] });
    expect(await target.look(everythingIn)).toEqual({ people: everything.people });
    expect(restored.left.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
      'migration_runs: not_asked_for',
      'nobody: not_asked_for',
      'orders: not_asked_for',
    ]);
  });

  it('in part where another part is damaged or gone', async () => {
    const directory = await backUp(await embedded(shop));
    writeFileSync(join(directory, 'shop/orders.bson.gz'), 'damage');
    rmSync(join(directory, 'shop/nobody.bson.gz'));
    const target = targetFolder();
    await restoreBackup(directory, target.open, { only: ['people'] });
    expect(await target.look(everythingIn)).toEqual({ people: everything.people });
  });

  it('part by part, one after the other', async () => {
    const target = targetFolder();
    for (const only of ['people', 'orders']) await restoreBackup(backup, target.open, { only: [only] });
    const { nobody: _, ...both } = business(everything);
    expect(await target.look(everythingIn)).toEqual(both);
  });

  it('into collections that are there, empty and defined alike', async () => {
    const target = await targetWith({
      orders: { ...shop.orders, documents: [] },
      people: { ...shop.people, documents: [] },
    });
    await restoreBackup(backup, target.open);
    expect(await target.look(everythingIn)).toEqual(business(everything));
  });

  it('from the folder of its database too', async () => {
    const target = targetFolder();
    const { manifest } = await restoreBackup(join(backup, 'shop'), target.open);
    expect(manifest).toMatch(/^sha256:/);
  });

  it('with its progress told, every collection to its end', async () => {
    const ends = new Map<string, string>();
    let step = '';
    const observer: BackupObserver = {
      step: (name) => {
        step = name;
      },
      progress: (name, done, total) => ends.set(`${step} ${name}`, `${done}/${total}`),
      notice: () => {},
    };
    await restoreBackup(backup, targetFolder().open, { observer });
    expect(Object.fromEntries(ends)).toMatchObject({
      'survey orders': '250/250',
      'restore orders': '250/250',
      'compare orders': '250/250',
      'restore people': '2/2',
    });
  });
});

describe('a restore is refused', () => {
  const refusal = async (
    content: Content,
    options: RestoreOptions = {},
  ): Promise<{ readonly code: string; readonly message: string }> => {
    const target = await targetWith(content);
    const before = await target.look(everythingIn);
    const failure = await restoreBackup(backup, target.open, options).catch((error: unknown) => error);
    expect(await target.look(everythingIn)).toEqual(before);
    return failure as { readonly code: string; readonly message: string };
  };

  it('where collections hold documents, naming all of them', async () => {
    const content = { orders: { documents: [{ _id: 1 }, { _id: 2 }] }, people: { documents: [{ _id: 1 }] } };
    expect(await refusal(content)).toMatchObject({
      code: 'restore.not_empty',
      message: 'the target is not empty: orders holds 2; people holds 1',
    });
  });

  it('where an empty collection is defined otherwise', async () => {
    expect(await refusal({ people: { documents: [] } })).toMatchObject({
      code: 'restore.not_empty',
      message: expect.stringContaining('people is empty and has other indexes or options'),
    });
  });

  it('where it would meet records of the target', async () => {
    const content = { migration_runs: { documents: [{ _id: 'mine' }] } };
    expect(await refusal(content, { records: true })).toMatchObject({ code: 'restore.not_empty' });
  });

  it('for a collection that the backup does not have', async () => {
    expect(await refusal({}, { only: ['people', 'peple'] })).toMatchObject({
      code: 'store.missing',
      hint: expect.stringContaining('people'),
    });
  });

  it('for records that are asked for by name alone', async () => {
    expect(await refusal({}, { only: ['migration_runs'] })).toMatchObject({ code: 'restore.records' });
  });

  it('where no document would be restored (I57)', async () => {
    expect(await refusal({}, { only: ['nobody'] })).toMatchObject({ code: 'restore.nothing' });
  });

  it('for a collection that lies there and the manifest does not know, even by name', async () => {
    const directory = await backUp(await embedded(shop));
    writeFileSync(join(directory, 'shop/stranger.bson'), encode({ _id: 1 }));
    const target = targetFolder();
    await expect(restoreBackup(directory, target.open, { only: ['stranger'] })).rejects.toMatchObject({
      code: 'store.damaged',
      message: expect.stringContaining('does not know stranger'),
    });
    expect(target.created()).toBe(false);
  });

  it('while another restore is at work on the target', async () => {
    const target = targetFolder();
    await target.look(async (store) => {
      const lease = await store.lease('restore', currentHolder('another'));
      await expect(restoreBackup(backup, target.open)).rejects.toMatchObject({ code: 'store.locked' });
      if ('release' in lease) await lease.release();
    });
    expect(await target.look(everythingIn)).toEqual({});
    await restoreBackup(backup, target.open);
  });
});

describe('a backup that changes after its files were checked', () => {
  it('is not restored, and nothing is written', async () => {
    const directory = await backUp(await embedded(shop));
    const observer: BackupObserver = {
      ...silent,
      step: (name) => {
        const other = gzipSync(encode({ _id: 'o0001' }));
        if (name === 'survey') writeFileSync(join(directory, 'shop/orders.bson.gz'), other);
      },
    };
    const target = targetFolder();
    await expect(restoreBackup(directory, target.open, { observer })).rejects.toMatchObject({
      code: 'store.damaged',
      message: 'orders does not hold the 250 documents that the manifest knows',
    });
    expect(await target.look(everythingIn)).toEqual({});
  });
});

describe('a dump without a manifest', () => {
  const documents = [{ _id: 1, a: 'x' }, { _id: 2 }].map((document) => encode(document));

  it.each([false, true])('is restored as it is, gzip %s, and said to be one', async (gzip) => {
    const indexes = [{ v: 2, key: { a: -1 }, name: 'a_-1' }];
    const dump = await dumpOf({ things: documents }, gzip, { things: { indexes } });
    const notices: StoreNotice[] = [];
    const observer = {
      step: () => {},
      progress: () => {},
      notice: (notice: StoreNotice) => notices.push(notice),
    };
    const target = targetFolder();
    const restored = await restoreBackup(dump.label, target.open, { observer });
    expect(restored).toMatchObject({ documents: 2, left: [] });
    expect(restored).not.toHaveProperty('manifest');
    expect(await target.look(everythingIn)).toEqual(await everythingIn(dump));
    expect(notices.map(({ code }) => code)).toEqual(['backup.no_manifest']);
  });

  it('that is damaged is found so before the target is made', async () => {
    const dump = await dumpOf({ a: documents, b: documents });
    const file = join(dump.label, 'b.bson');
    writeFileSync(file, readFileSync(file).subarray(0, -1));
    const target = targetFolder();
    await expect(restoreBackup(dump.label, target.open)).rejects.toMatchObject({
      code: 'store.damaged',
      place: file,
    });
    expect(target.created()).toBe(false);
  });

  it('that holds a document twice with the same bytes gives it once, and says so', async () => {
    const dump = await dumpOf({ things: [...documents, ...documents, encode({ _id: 3 })] });
    const target = targetFolder();
    const { collections } = await restoreBackup(dump.label, target.open);
    expect(collections).toMatchObject([{ name: 'things', documents: 3, repeated: 2 }]);
    expect(await target.look((store) => idsIn(store, 'things'))).toEqual([1, 2, 3]);
  });

  const twice = [...documents, encode({ _id: 1, a: 'y' })];

  it('that holds two states of a document is refused before anything is written', async () => {
    const target = targetFolder();
    const dump = await dumpOf({ a: documents, things: twice });
    await expect(restoreBackup(dump.label, target.open)).rejects.toMatchObject({
      code: 'store.damaged',
      message: 'two documents of things have one _id and differ',
      lastGoodId: '{"$numberInt":"1"}',
    });
    expect(await target.look(everythingIn)).toEqual({});
  });

  it('gives the first state where that is asked for', async () => {
    const target = await embedded();
    const dump = await dumpOf({ things: twice });
    const { collections } = await restoreStore(dump, target, { repeated: 'first' });
    expect(collections).toMatchObject([{ documents: 2, repeated: 1 }]);
    expect(await target.read('things', [1])).toEqual([Buffer.from(documents[0] ?? [])]);
  });

  it('with a document without _id is refused', async () => {
    const dump = await dumpOf({ things: [...documents, encode({ a: 1 })] });
    await expect(restoreStore(dump, await embedded())).rejects.toMatchObject({
      code: 'store.damaged',
      message: 'a document of things has no _id',
    });
  });

  it('leaves out what is the server’s own, and is refused where that holds data', async () => {
    const views = await dumpOf({ things: documents, 'system.js': [encode({ _id: 'f' })] });
    const restored = await restoreStore(views, await embedded());
    expect(restored.left).toEqual([{ name: 'system.js', reason: 'system' }]);
    const series = await dumpOf({ things: documents, 'system.buckets.s': [encode({ _id: 1 })] });
    await expect(restoreStore(series, await embedded())).rejects.toMatchObject({ code: 'restore.system' });
    const target = await embedded();
    await restoreStore(series, target, { only: ['things'] });
    expect(await idsIn(target, 'things')).toEqual([1, 2]);
  });
});

describe('a restore that was cut short', () => {
  /** A target whose writes fail after so many. */
  function failingAfter(target: TargetStore, writes: number): TargetStore {
    let left = writes;
    return overlay(target, {
      write: (operations, lease) => {
        left -= 1;
        if (left < 0) throw new Error('pulled the plug');
        return target.write(operations, lease);
      },
    });
  }

  const large: Content = {
    a: { documents: Array.from({ length: 2500 }, (_, at) => ({ _id: at, text: `document ${at}` })) },
    b: { documents: [{ _id: 'b' }] },
  };

  async function cutShort(): Promise<{ source: SourceStore; target: TargetStore }> {
    const source = await embedded(large);
    const target = await embedded();
    // The note, and one write of a thousand.
    await expect(restoreStore(source, failingAfter(target, 2))).rejects.toThrow('pulled the plug');
    expect(await target.count('a')).toBe(1000);
    return { source, target };
  }

  it('goes on, and leaves no note behind', async () => {
    const { source, target } = await cutShort();
    const restored = await restoreStore(source, target);
    expect(restored.collections).toMatchObject([{ documents: 2500 }, { documents: 1 }]);
    expect(await everythingIn(target)).toEqual(await everythingIn(source));
  });

  it('is no way in for another content', async () => {
    const { target } = await cutShort();
    const other = await embedded({ ...large, b: { documents: [{ _id: 'c' }] } });
    await expect(restoreStore(other, target)).rejects.toMatchObject({
      code: 'restore.not_empty',
      message: 'the target is not empty: a holds 1000',
    });
  });

  it('ends where somebody else has written meanwhile', async () => {
    const changed = await cutShort();
    const [expect_] = await changed.target.read('a', [10]);
    const document = encode({ _id: 10, text: 'theirs' });
    const replace = {
      kind: 'replace',
      collection: 'a',
      id: 10,
      document,
      expect: expect_ as Uint8Array,
    } as const;
    expect(await changed.target.write([replace])).toEqual(['written']);
    await expect(restoreStore(changed.source, changed.target)).rejects.toMatchObject({
      code: 'store.refused',
      message: 'a does not take {"$numberInt":"10"}: its _id is there already',
    });
    const added = await cutShort();
    await put(added.target, { a: { documents: [{ _id: 'theirs' }] } });
    await expect(restoreStore(added.source, added.target)).rejects.toMatchObject({
      code: 'restore.different',
      message: 'a holds 2501 documents after the restore, not the 2500 restored',
    });
  });
});

describe('a restore is done only if the target holds it', () => {
  const people: readonly PlainDocument[] = [{ _id: 1, mail: 'x' }, { _id: 2 }];

  it('and fails where documents are lost or changed', async () => {
    const source = await embedded({ people: { documents: people } });
    const losing = await embedded();
    const lossy = overlay(losing, {
      write: (operations, lease) =>
        losing.write(
          operations.filter(({ id }) => id !== 2),
          lease,
        ),
    });
    // The results are one short, too: what was not acknowledged is looked at.
    await expect(restoreStore(source, lossy)).rejects.toMatchObject({ code: 'store.refused' });
    const changing = await embedded();
    const altering = overlay(changing, {
      write: (operations, lease) =>
        changing.write(
          operations.map((operation) =>
            operation.kind === 'insert'
              ? { ...operation, document: encode({ _id: operation.id }) }
              : operation,
          ),
          lease,
        ),
    });
    await expect(restoreStore(source, altering)).rejects.toMatchObject({
      code: 'restore.different',
      message: 'people holds other documents after the restore, not the 2 restored',
    });
  });

  it('and fails where a unique index does not take a document', async () => {
    const dump = await dumpOf(
      { people: [encode({ _id: 1, mail: 'x' }), encode({ _id: 2, mail: 'x' })] },
      false,
      { people: { indexes: [{ key: { mail: 1 }, name: 'mail_1', unique: true }] } },
    );
    await expect(restoreStore(dump, await embedded())).rejects.toMatchObject({
      code: 'store.refused',
      message: 'people does not take {"$numberInt":"2"}: a unique index has its values already',
    });
  });

  it('and fails where the source changes between its two readings', async () => {
    const source = await embedded({ people: { documents: people } });
    let scans = 0;
    const moving: SourceStore = {
      kind: 'embedded',
      label: source.label,
      notices: [],
      collections: () => source.collections(),
      scan: (name) => {
        scans += 1;
        const before =
          scans === 2 ? put(source, { people: { documents: [{ _id: 3 }] } }) : Promise.resolve(undefined);
        const scan = source.scan(name);
        return {
          async *[Symbol.asyncIterator]() {
            await before;
            yield* scan;
          },
          summary: () => scan.summary(),
        };
      },
      close: () => source.close(),
    };
    await expect(restoreStore(moving, await embedded())).rejects.toMatchObject({
      code: 'store.damaged',
      message: 'people has changed while it was being restored',
    });
  });
});

/** A store with some of its functions replaced, the others as they are. */
function overlay(store: TargetStore, over: Partial<TargetStore>): TargetStore {
  return new Proxy(store, {
    get: (from, key) => {
      const own = over[key as keyof TargetStore];
      if (own !== undefined) return own;
      const value = Reflect.get(from, key, from) as unknown;
      return typeof value === 'function' ? value.bind(from) : value;
    },
  });
}
