import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type BackupManifest,
  type BackupObserver,
  makeBackup,
  manifestName,
  verifyBackup,
} from '../../engine/backup/index.ts';
import { encode } from '../../engine/bson/index.ts';
import { openDump, type SourceStore, StoreFailure } from '../../engine/stores/index.ts';
import {
  absent,
  dumpOf,
  embedded,
  everythingIn,
  newFolder,
  product,
  shop,
  silent,
  started,
} from './stores.ts';

const make = (source: SourceStore, directory: string, phase?: string) =>
  makeBackup(source, {
    directory,
    product,
    started,
    clock: () => new Date('2025-02-01T03:05:00Z'),
    ...(phase === undefined ? {} : { phase }),
  });

const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('a backup', () => {
  it('is the folder itself, with the database and the manifest, for its owner only', async () => {
    const directory = absent();
    await make(await embedded(shop), directory, '2');
    expect(readdirSync(directory).sort()).toEqual(['backup.json', 'shop']);
    expect(readdirSync(join(directory, 'shop')).sort()).toEqual([
      ...['migration_runs', 'nobody', 'orders', 'people'].flatMap((name) => [
        `${name}.bson.gz`,
        `${name}.metadata.json.gz`,
      ]),
      'prelude.json.gz',
    ]);
    expect(modeOf(directory)).toBe(0o700);
    expect(modeOf(join(directory, 'shop'))).toBe(0o700);
    for (const name of readdirSync(join(directory, 'shop')))
      expect(modeOf(join(directory, 'shop', name))).toBe(0o600);
    expect(modeOf(join(directory, manifestName))).toBe(0o600);
  });

  it('says in its manifest what it holds, and that it is no point in time', async () => {
    const directory = absent();
    const made = await make(await embedded(shop), directory, '2');
    const manifest = JSON.parse(readFileSync(join(directory, manifestName), 'utf8')) as BackupManifest;
    expect(manifest).toEqual(made);
    expect(manifest).toMatchObject({
      format: 'client-drawer.backup',
      version: 1,
      product,
      phase: '2',
      started_at: '2025-02-01T03:04:05.678Z',
      ended_at: '2025-02-01T03:05:00.000Z',
      source: { kind: 'embedded', database: 'shop', server: null },
      folder: 'shop',
      point_in_time: false,
      records: ['migration_runs'],
    });
    expect(manifest.note).toContain('no snapshot of one point in time');
    expect(manifest.collections.map(({ name, documents, live }) => [name, documents, live])).toEqual([
      ['migration_runs', 1, 1],
      ['nobody', 0, 0],
      ['orders', 250, 250],
      ['people', 2, 2],
    ]);
    let [bytes, size] = [0, 0];
    for (const collection of manifest.collections) {
      const data = readFileSync(join(directory, collection.data.path));
      const plain = gunzipSync(data);
      expect(collection).toMatchObject({ bytes: plain.length, sha256: sha256(plain) });
      for (const file of [collection.data, collection.metadata]) {
        const content = readFileSync(join(directory, file.path));
        expect(file).toMatchObject({ size: content.length, sha256: sha256(content) });
        size += content.length;
      }
      bytes += plain.length;
    }
    expect(manifest.files.map(({ path }) => path)).toEqual(['shop/prelude.json.gz']);
    size += manifest.files[0]?.size ?? 0;
    expect(manifest.totals).toEqual({ documents: 253, bytes, size });
  });

  it('holds every document byte for byte, with indexes and options', async () => {
    const source = await embedded(shop);
    const directory = absent();
    await make(source, directory);
    expect(await everythingIn(await openDump(join(directory, 'shop')))).toEqual(await everythingIn(source));
  });

  it('of a dump is that dump, with the versions of its server and tool', async () => {
    const dump = await openDump('fixtures/dump');
    const directory = absent();
    const manifest = await make(dump, directory);
    const copy = await openDump(join(directory, manifest.folder));
    expect(manifest.source).toMatchObject({ kind: 'dump', database: dump.database, server: null });
    expect(manifest.collections.every(({ live }) => live === null)).toBe(true);
    expect(copy.prelude).toEqual(dump.prelude);
    expect(await everythingIn(copy)).toEqual(await everythingIn(dump));
    expect(await copy.collections()).toEqual(await dump.collections());
  });

  it('may go into a folder that is there and empty, which is then for its owner only', async () => {
    const directory = absent();
    mkdirSync(directory, { mode: 0o755 });
    await make(await embedded(shop), directory);
    expect(modeOf(directory)).toBe(0o700);
    expect((await verifyBackup(directory)).findings).toEqual([]);
  });

  it('tells a store that was written to meanwhile by its count afterwards', async () => {
    const source = await embedded(shop);
    const growing: SourceStore = Object.create(source, {
      scan: {
        value: (name: string) => {
          const scan = source.scan(name);
          return {
            async *[Symbol.asyncIterator]() {
              yield* scan;
              const document = encode({ _id: 'late' });
              await source.write([{ kind: 'insert', collection: name, id: 'late', document }]);
            },
            summary: () => scan.summary(),
          };
        },
      },
      collections: { value: () => source.collections() },
      count: { value: (name: string) => source.count(name) },
    });
    const manifest = await make(growing, absent());
    expect(manifest.collections.find(({ name }) => name === 'orders')).toMatchObject({
      documents: 250,
      live: 251,
    });
  });
});

describe('no backup is made', () => {
  it.each([
    ['a file', (path: string) => writeFileSync(join(path, 'x'), ''), 'it holds x'],
    ['another backup', (path: string) => writeFileSync(join(path, 'backup.json'), '{}'), 'a backup in this'],
    ['a half-made one', (path: string) => writeFileSync(join(path, 'backup.json.partial'), ''), 'unfinished'],
    ['a link', (path: string) => symlinkSync('/nowhere', join(path, 'link')), 'it holds link'],
  ])('into a folder with %s in it', async (_, fill, message) => {
    const directory = absent();
    mkdirSync(directory);
    fill(directory);
    const before = readdirSync(directory);
    await expect(make(await embedded(shop), directory)).rejects.toMatchObject({
      code: 'store.foreign',
      message: expect.stringContaining(message),
      place: directory,
    });
    expect(readdirSync(directory)).toEqual(before);
  });

  it('into a file', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, 'kept');
    await expect(make(await embedded(shop), file)).rejects.toMatchObject({ code: 'store.layout' });
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });

  it('of a store without documents, and nothing is left of the attempt', async () => {
    const directory = absent();
    await expect(make(await embedded({ nobody: { documents: [] } }), directory)).rejects.toMatchObject({
      code: 'backup.nothing',
    });
    expect(readdirSync(join(directory, '..'))).toEqual([]);
  });

  it('of a source that fails half-way; the folder is as it was before', async () => {
    const whole = Array.from({ length: 2000 }, (_, at) => encode({ _id: at, text: 'x'.repeat(2000) }));
    const dump = await dumpOf({ a: whole.slice(0, 3), b: whole });
    const file = join(dump.label, 'b.bson');
    writeFileSync(file, readFileSync(file).subarray(0, -5));
    const directory = absent();
    await expect(make(dump, directory)).rejects.toMatchObject({ code: 'store.damaged', place: file });
    expect(readdirSync(join(directory, '..'))).toEqual([]);
    mkdirSync(directory);
    await expect(make(dump, directory)).rejects.toBeInstanceOf(StoreFailure);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('where the disk gives back something else than was written', async () => {
    const directory = absent();
    const observer: BackupObserver = {
      ...silent,
      step: (name) => {
        if (name !== 'check') return;
        const file = join(directory, 'shop/orders.bson.gz');
        const bytes = readFileSync(file);
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
    };
    const options = { directory, product, started, observer };
    await expect(makeBackup(await embedded(shop), options)).rejects.toMatchObject({
      code: 'store.damaged',
      message: expect.stringContaining('read back after writing'),
    });
    expect(readdirSync(join(directory, '..'))).toEqual([]);
  });
});
