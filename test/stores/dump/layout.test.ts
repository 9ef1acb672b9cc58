import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../engine/bson/index.ts';
import { fileStem, openDump } from '../../../engine/stores/dump/index.ts';
import { StoreFailure } from '../../../engine/stores/port.ts';
import { bsonOf, filesIn, newFolder, takeAll } from './folders.ts';

const one = bsonOf({ _id: 1 });
const metadata = (collectionName: string, more = '') =>
  `{"indexes":[{"v":{"$numberInt":"2"},"key":{"b":{"$numberInt":"1"},"a":{"$numberInt":"-1"}},"name":"b_a"}]${more},"collectionName":${JSON.stringify(collectionName)},"type":"collection"}`;

async function failureOf(path: string, database?: string): Promise<StoreFailure> {
  try {
    await openDump(path, database === undefined ? {} : { database });
  } catch (error) {
    if (error instanceof StoreFailure) return error;
    throw error;
  }
  throw new Error('it opened');
}

async function noticesOf(path: string): Promise<readonly string[]> {
  return (await openDump(path)).notices.map(({ code }) => code).sort();
}

describe('where the database is', () => {
  it('a root with one database, or its folder', async () => {
    const root = filesIn(newFolder(), {
      'shop/a.bson': one,
      'shop/prelude.json': '{"ServerVersion":"6.0.5","ToolVersion":"100.18.0"}',
    });
    for (const path of [root, join(root, 'shop'), `${root}/`, join(root, 'shop/')]) {
      const store = await openDump(path);
      expect(store.database).toBe('shop');
      expect(store.kind).toBe('dump');
      expect(store.label).toBe(path);
      expect(store.prelude).toEqual({ serverVersion: '6.0.5', toolVersion: '100.18.0' });
      expect((await store.collections()).map(({ name }) => name)).toEqual(['a']);
      expect(await takeAll(store.scan('a'))).toHaveLength(1);
    }
  });

  it('several databases are a failure that names them, unless one is chosen', async () => {
    const root = filesIn(newFolder(), {
      'shop/a.bson': one,
      'bills/b.bson.gz': gzipSync(one),
      'prelude.json': '{"ServerVersion":"7.0.1"}',
    });
    const failure = await failureOf(root);
    expect(failure.code).toBe('store.layout');
    expect(failure.message).toContain('bills, shop');
    const store = await openDump(root, { database: 'bills' });
    expect((await store.collections()).map(({ name }) => name)).toEqual(['b']);
    expect(store.prelude).toEqual({ serverVersion: '7.0.1' });
    expect((await failureOf(root, 'other')).message).toContain('bills, shop');
    expect((await failureOf(root, '../shop')).code).toBe('store.layout');
    expect((await failureOf(join(root, 'shop'), 'bills')).code).toBe('store.layout');
  });

  it('the server’s own databases are left aside, unless there is nothing else', async () => {
    const root = filesIn(newFolder(), {
      'admin/system.version.bson': one,
      'config/c.bson': one,
      'shop/a.bson': one,
    });
    const store = await openDump(root);
    expect(store.database).toBe('shop');
    expect(store.notices.filter(({ code }) => code === 'dump.stray_folder')).toHaveLength(2);
    expect((await openDump(root, { database: 'admin' })).database).toBe('admin');
    expect((await openDump(filesIn(newFolder(), { 'admin/a.bson': one }))).database).toBe('admin');
  });

  it('a folder without a dump, a file, and nothing at all', async () => {
    const folder = filesIn(newFolder(), { 'readme.txt': 'hello', 'a/b/c.bson': one });
    expect(await failureOf(folder)).toMatchObject({ code: 'store.layout' });
    expect((await failureOf(folder)).hint).toContain('mongodump');
    expect(await failureOf(newFolder())).toMatchObject({ code: 'store.layout' });
    expect(await failureOf(join(folder, 'none'))).toMatchObject({ code: 'store.missing' });
    expect(await failureOf(join(folder, 'a/b/c.bson'))).toMatchObject({
      code: 'store.layout',
      message: 'a dump is a folder, this is a file',
    });
    expect(await failureOf(join(folder, 'readme.txt'))).toMatchObject({ code: 'store.layout' });
  });

  it('archives are refused with a hint', async () => {
    const magic = Buffer.from('6de29981', 'hex');
    const folder = filesIn(newFolder(), {
      plain: magic,
      'zipped.gz': gzipSync(magic),
      'x.archive': 'anything',
    });
    for (const name of ['plain', 'zipped.gz', 'x.archive']) {
      const failure = await failureOf(join(folder, name));
      expect(failure.code).toBe('store.layout');
      expect(failure.message).toContain('archive');
      expect(failure.hint).toContain('--out');
    }
  });

  it('an empty database is a folder with a prelude only', async () => {
    const store = await openDump(filesIn(newFolder(), { 'prelude.json': '{"ServerVersion":"6.0.5"}' }));
    expect(await store.collections()).toEqual([]);
  });
});

describe('collections and their metadata', () => {
  it('plain and gzip, in order of their names, with indexes, options and uuid', async () => {
    const options =
      ',"options":{"capped":true,"size":{"$numberLong":"4096"}},"uuid":"00112233445566778899aabbccddeeff"';
    const folder = filesIn(newFolder(), {
      'b.bson.gz': gzipSync(one),
      'b.metadata.json.gz': gzipSync(metadata('b', options)),
      'a%2Fc.bson': bsonOf({ _id: 1 }, { _id: 2 }),
      'a%2Fc.metadata.json': metadata('a/c'),
    });
    const store = await openDump(folder);
    const [first, second] = await store.collections();
    expect(first?.name).toBe('a/c');
    expect(second?.name).toBe('b');
    expect(second?.uuid).toBe('00112233445566778899aabbccddeeff');
    expect(canonicalJson(second?.options ?? null)).toBe('{"capped":true,"size":{"$numberLong":"4096"}}');
    expect(Object.keys((second?.indexes?.[0] as { key: object }).key)).toEqual(['b', 'a']);
    expect(store.notices).toEqual([]);
    expect(await takeAll(store.scan('a/c'))).toHaveLength(2);
    expect(await takeAll(store.scan('b'))).toHaveLength(1);
  });

  it('a shortened name is told by the metadata', async () => {
    const name = `${'largo/'.repeat(60)}fin`;
    const stem = fileStem(name);
    const folder = filesIn(newFolder(), { [`${stem}.bson`]: one, [`${stem}.metadata.json`]: metadata(name) });
    const store = await openDump(folder);
    expect((await store.collections()).map((each) => each.name)).toEqual([name]);
    expect(store.notices).toEqual([]);
    expect(await takeAll(store.scan(name))).toHaveLength(1);
    expect(
      await noticesOf(
        filesIn(newFolder(), { [`${stem}.bson`]: one, 'a.bson': one, 'a.metadata.json': metadata('a') }),
      ),
    ).toEqual(['dump.name_unknown']);
    const lie = filesIn(newFolder(), { [`${stem}.bson`]: one, [`${stem}.metadata.json`]: metadata('other') });
    expect(await noticesOf(lie)).toEqual(['dump.name_differs']);
  });

  it('a collection that is absent gives an empty pass', async () => {
    const scan = (await openDump(filesIn(newFolder(), { 'a.bson': one }))).scan('none');
    expect(await takeAll(scan)).toEqual([]);
    expect(scan.summary()).toEqual({
      documents: 0,
      bytes: 0,
      sha256: 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
  });
});

describe('what is odd is told', () => {
  const sound = { 'a.bson': one, 'a.metadata.json': metadata('a') };
  const cases: readonly (readonly [
    string,
    Readonly<Record<string, Uint8Array | string>>,
    readonly string[],
  ])[] = [
    ['nothing', {}, []],
    [
      'stray files (T42)',
      {
        'readme.txt': 'x',
        '.DS_Store': 'x',
        '._a.bson': 'x',
        '$admin.system.users.bson': one,
        'a.bson.bak': one,
      },
      Array(5).fill('dump.stray_file'),
    ],
    ['a stray folder (T42)', { 'sub/c.bson': one }, ['dump.stray_folder']],
    ['a folder named like data', { 'c.bson/x': 'x' }, ['dump.stray_folder']],
    ['data without metadata', { 'b.bson': one }, ['dump.no_metadata']],
    ['metadata without data (T42)', { 'b.metadata.json': metadata('b') }, ['dump.no_data']],
    ['a view', { 'v.metadata.json': '{"indexes":[],"collectionName":"v","type":"view"}' }, ['dump.view']],
    [
      'a time series',
      {
        'ts.metadata.json': '{"indexes":[],"collectionName":"ts","type":"timeseries"}',
        'system.buckets.ts.bson': one,
      },
      ['dump.view'],
    ],
    ['metadata that is no JSON', { 'b.bson': one, 'b.metadata.json': '{' }, ['dump.metadata_unreadable']],
    ['empty metadata', { 'b.bson': one, 'b.metadata.json': '' }, ['dump.metadata_unreadable']],
    [
      'a Git LFS pointer for metadata',
      { 'b.bson': one, 'b.metadata.json': 'version https://git-lfs.github.com/spec/v1\n' },
      ['dump.metadata_unreadable'],
    ],
    [
      'cut gzip metadata',
      { 'b.bson': one, 'b.metadata.json.gz': gzipSync(metadata('b')).subarray(0, -9) },
      ['dump.metadata_unreadable'],
    ],
    ['metadata of another name', { 'b.bson': one, 'b.metadata.json': metadata('c') }, ['dump.name_differs']],
    ['a name with a malformed escape', { '50%.bson': one }, ['dump.name_unknown']],
    [
      'names that differ in case only (T44)',
      { 'A.bson': one, 'A.metadata.json': metadata('A') },
      ['dump.case_clash'],
    ],
    ['a prelude that is no JSON', { 'prelude.json': '?' }, ['dump.prelude_unreadable']],
  ];
  it.each(cases)('%s', async (_, files, codes) => {
    const folder = filesIn(newFolder(), { ...sound, ...files });
    expect(await noticesOf(folder)).toEqual([...codes].sort());
    const store = await openDump(folder);
    expect(await takeAll(store.scan('a'))).toHaveLength(1);
    for (const { place } of store.notices) expect(place.startsWith(store.label)).toBe(true);
  });

  it('stray things beside the database folder', async () => {
    const root = filesIn(newFolder(), {
      'shop/a.bson': one,
      'shop/a.metadata.json': metadata('a'),
      'oplog.bson': one,
      'notes/x.txt': 'x',
      '.git/config': '',
    });
    expect(await noticesOf(root)).toEqual(['dump.stray_file', 'dump.stray_folder', 'dump.stray_folder']);
  });

  it('metadata without data is no empty collection', async () => {
    const store = await openDump(filesIn(newFolder(), { ...sound, 'b.metadata.json': metadata('b') }));
    expect(() => store.scan('b')).toThrow(StoreFailure);
  });
});

describe('two files for one collection', () => {
  it.each([
    [{ 'a.bson': one, 'a.bson.gz': gzipSync(one) }, 'a.bson and a.bson.gz'],
    [
      { 'a.bson': one, 'a.metadata.json': metadata('a'), 'a.metadata.json.gz': gzipSync(metadata('a')) },
      'a.metadata.json and a.metadata.json.gz',
    ],
    [{ 'a b.bson': one, 'a+b.bson': one }, 'a b.bson and a+b.bson'],
  ])('%o', async (files, message) => {
    const failure = await failureOf(filesIn(newFolder(), files));
    expect(failure.code).toBe('store.layout');
    expect(failure.message).toContain(message);
  });
});

describe('links and odd files', () => {
  it('a link inside the dump is followed', async () => {
    const folder = filesIn(newFolder(), { 'shop/a.bson': one, 'store/real': one });
    symlinkSync('../store/real', join(folder, 'shop/b.bson'));
    const store = await openDump(folder);
    expect(await takeAll(store.scan('b'))).toHaveLength(1);
  });

  it('a link that leads out is refused, for data, metadata and the database folder', async () => {
    const outside = filesIn(newFolder(), { 'a.bson': one, 'a.metadata.json': metadata('a') });
    for (const name of ['a.bson', 'a.metadata.json']) {
      const folder = filesIn(newFolder(), { 'shop/z.bson': one });
      symlinkSync(join(outside, name), join(folder, 'shop', name));
      expect(await failureOf(folder)).toMatchObject({
        code: 'store.layout',
        message: 'a symbolic link leads out of the dump',
      });
    }
    const folder = newFolder();
    symlinkSync(outside, join(folder, 'shop'));
    expect(await failureOf(folder)).toMatchObject({
      code: 'store.layout',
      message: 'a symbolic link leads out of the dump',
    });
  });

  it('a prelude behind such a link is not read either', async () => {
    const outside = filesIn(newFolder(), { secret: '{"ServerVersion":"secret"}' });
    const folder = filesIn(newFolder(), { 'a.bson': one });
    symlinkSync(join(outside, 'secret'), join(folder, 'prelude.json'));
    expect(await failureOf(folder)).toMatchObject({ code: 'store.layout' });
  });

  it('the dump itself may be named by a link', async () => {
    const real = filesIn(newFolder(), { 'shop/a.bson': one });
    const link = join(newFolder(), 'latest');
    symlinkSync(real, link);
    expect((await openDump(link)).database).toBe('shop');
  });

  it('a link to nothing and a pipe are no data files', async () => {
    const folder = filesIn(newFolder(), { 'z.bson': one });
    symlinkSync('nowhere', join(folder, 'a.bson'));
    expect(await failureOf(folder)).toMatchObject({
      code: 'store.layout',
      message: 'this is no regular file',
    });
    const other = filesIn(newFolder(), { 'z.bson': one });
    execFileSync('mkfifo', [join(other, 'a.bson')]);
    expect(await failureOf(other)).toMatchObject({
      code: 'store.layout',
      message: 'this is no regular file',
    });
  });

  it('a link in a circle and a name that is no UTF-8 are stray', async () => {
    const root = filesIn(newFolder(), { 'shop/a.bson': one, 'shop/a.metadata.json': metadata('a') });
    symlinkSync('circle', join(root, 'circle'));
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xe9, 0x2e])]), 'x');
    expect(await noticesOf(root)).toEqual(['dump.stray_file', 'dump.stray_file']);
  });

  it('a folder named like metadata is a stray folder', async () => {
    const folder = filesIn(newFolder(), { 'a.bson': one });
    mkdirSync(join(folder, 'b.metadata.json'));
    expect(await noticesOf(folder)).toEqual(['dump.no_metadata', 'dump.stray_folder']);
  });
});
