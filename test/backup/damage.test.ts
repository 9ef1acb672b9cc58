import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BackupCode, makeBackup, restoreBackup, verifyBackup } from '../../engine/backup/index.ts';
import { StoreFailure } from '../../engine/stores/index.ts';
import { absent, embedded, newFolder, product, shop, started, targetFolder } from './stores.ts';

let sound: string;

beforeAll(async () => {
  sound = absent();
  await makeBackup(await embedded(shop), { directory: sound, product, started });
});

/** A copy of the sound backup that may be damaged. */
function copy(): string {
  const directory = join(newFolder(), 'copy');
  cpSync(sound, directory, { recursive: true });
  return directory;
}

const orders = 'shop/orders.bson.gz';

function change(path: string, edit: (bytes: Buffer) => Uint8Array | string): void {
  writeFileSync(path, edit(readFileSync(path)));
}

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** Ways to damage a backup: what is done, and what must be found first and where. */
const damages: readonly (readonly [string, (directory: string) => void, BackupCode, string])[] = [
  [
    'a file cut by a byte',
    (d) => change(join(d, orders), (b) => b.subarray(0, -1)),
    'backup.file_differs',
    orders,
  ],
  ['a file cut to nothing', (d) => truncateSync(join(d, orders)), 'backup.file_differs', orders],
  ['a byte at its end', (d) => appendFileSync(join(d, orders), '\0'), 'backup.file_differs', orders],
  [
    'a flipped bit',
    (d) => change(join(d, orders), (b) => flip(b, b.length >> 1)),
    'backup.file_differs',
    orders,
  ],
  [
    'a document gone, compressed anew',
    (d) => change(join(d, orders), (b) => gzipSync(gunzipSync(b).subarray(gunzipSync(b).readInt32LE()))),
    'backup.file_differs',
    orders,
  ],
  ['the data gone', (d) => rmSync(join(d, orders)), 'backup.file_missing', orders],
  [
    'the metadata gone',
    (d) => rmSync(join(d, 'shop/people.metadata.json.gz')),
    'backup.file_missing',
    'shop/people.metadata.json.gz',
  ],
  [
    'the prelude gone',
    (d) => rmSync(join(d, 'shop/prelude.json.gz')),
    'backup.file_missing',
    'shop/prelude.json.gz',
  ],
  [
    'changed metadata',
    (d) => change(join(d, 'shop/people.metadata.json.gz'), () => gzipSync('{"indexes":[]}')),
    'backup.file_differs',
    'shop/people.metadata.json.gz',
  ],
  [
    'a link in the place of a file',
    (d) => {
      renameSync(join(d, orders), join(d, '..', 'orders'));
      symlinkSync(join(d, '..', 'orders'), join(d, orders));
    },
    'backup.file_missing',
    orders,
  ],
  [
    'a pipe in the place of a file',
    (d) => {
      rmSync(join(d, orders));
      execFileSync('mkfifo', [join(d, orders)]);
    },
    'backup.file_missing',
    orders,
  ],
  [
    'another collection',
    (d) => writeFileSync(join(d, 'shop/x.bson'), ''),
    'backup.file_extra',
    'shop/x.bson',
  ],
  [
    'another file of a collection',
    (d) => writeFileSync(join(d, 'shop/orders.bson'), ''),
    'backup.file_extra',
    'shop/orders.bson',
  ],
  [
    'a file in another folder',
    (d) => {
      mkdirSync(join(d, 'other'));
      writeFileSync(join(d, 'other/notes.txt'), 'x');
    },
    'backup.file_extra',
    'other/notes.txt',
  ],
  [
    'a changed count in the manifest',
    (d) => change(join(d, 'backup.json'), (b) => String(b).replace('"documents": 250', '"documents": 249')),
    'backup.manifest',
    'backup.json',
  ],
  [
    'a collection taken out of the manifest',
    (d) =>
      change(join(d, 'backup.json'), (b) => {
        const manifest = JSON.parse(String(b));
        manifest.collections.pop();
        return JSON.stringify(manifest);
      }),
    'backup.manifest',
    'backup.json',
  ],
  [
    'a manifest cut short',
    (d) => change(join(d, 'backup.json'), (b) => b.subarray(0, -3)),
    'backup.manifest',
    'backup.json',
  ],
  ['an empty manifest', (d) => truncateSync(join(d, 'backup.json')), 'backup.manifest', 'backup.json'],
  [
    'a manifest of a newer form',
    (d) => change(join(d, 'backup.json'), (b) => String(b).replace('"version": 1,', '"version": 2,')),
    'backup.manifest',
    'backup.json',
  ],
  [
    'another JSON for a manifest',
    (d) => writeFileSync(join(d, 'backup.json'), '[]'),
    'backup.manifest',
    'backup.json',
  ],
  [
    'a backup that was never finished',
    (d) => renameSync(join(d, 'backup.json'), join(d, 'backup.json.partial')),
    'backup.unfinished',
    'backup.json.partial',
  ],
];

describe.each(damages)('%s', (_, damage, code, place) => {
  it('is found, and where', async () => {
    const directory = copy();
    damage(directory);
    const { findings } = await verifyBackup(directory);
    expect(findings[0]).toMatchObject({ code, place: join(directory, place) });
  });

  it('is found before anything is written', async () => {
    const directory = copy();
    damage(directory);
    const { open, look, created } = targetFolder();
    await expect(restoreBackup(directory, open)).rejects.toMatchObject({
      code: expect.stringMatching(/^store\.(damaged|layout)$/),
    });
    expect(created()).toBe(false);
    expect(await look((store) => store.collections())).toEqual([]);
  });
});

describe('verification', () => {
  it('finds nothing wrong with a sound backup, nor with a copy of it', async () => {
    for (const directory of [sound, copy()]) {
      const { findings, manifest } = await verifyBackup(directory);
      expect(findings).toEqual([]);
      expect(manifest?.totals.documents).toBe(253);
    }
  });

  it('takes the database’s folder for the backup that it is in', async () => {
    expect(await verifyBackup(join(sound, 'shop'))).toEqual(await verifyBackup(sound));
  });

  it('of a folder inside of an unfinished backup tells that it is unfinished', async () => {
    const directory = copy();
    renameSync(join(directory, 'backup.json'), join(directory, 'backup.json.partial'));
    const { findings } = await verifyBackup(join(directory, 'shop'));
    expect(findings).toMatchObject([{ code: 'backup.unfinished' }]);
    await expect(restoreBackup(join(directory, 'shop'), targetFolder().open)).rejects.toMatchObject({
      message: 'this backup was never finished',
    });
  });

  it('finds a flipped bit wherever it is', async () => {
    const paths = ['backup.json', ...readdirSync(join(sound, 'shop')).map((name) => `shop/${name}`)];
    const places = fc.constantFrom(...paths).chain((path) =>
      fc.record({
        path: fc.constant(path),
        at: fc.nat(readFileSync(join(sound, path)).length - 1),
        bit: fc.nat(7),
      }),
    );
    const directory = copy();
    await fc.assert(
      fc.asyncProperty(places, async ({ path, at, bit }) => {
        const whole = readFileSync(join(directory, path));
        const flipped = Buffer.from(whole);
        flipped[at] = (whole[at] ?? 0) ^ (1 << bit);
        writeFileSync(join(directory, path), flipped);
        const { findings } = await verifyBackup(directory);
        writeFileSync(join(directory, path), whole);
        // White space between the parts of the manifest says nothing.
        const meant = path !== 'backup.json' || !isSpaceOnly(whole, flipped);
        expect(findings.length > 0).toBe(meant);
      }),
      { numRuns: 150 },
    );
    expect((await verifyBackup(directory)).findings).toEqual([]);
  });

  it('tells everything in one go, a collection once', async () => {
    const directory = copy();
    rmSync(join(directory, orders));
    change(join(directory, 'shop/people.bson.gz'), (bytes) => bytes.subarray(0, -4));
    writeFileSync(join(directory, 'stray'), '');
    const { findings } = await verifyBackup(directory);
    expect(findings.map(({ code }) => code)).toEqual([
      'backup.file_missing',
      'backup.file_differs',
      'backup.file_extra',
      'backup.unreadable',
    ]);
  });

  it('of what mongodump wrote reads it to its end, and says that nothing tells what must be there', async () => {
    const directory = copy();
    rmSync(join(directory, 'backup.json'));
    expect((await verifyBackup(directory)).findings.map(({ code }) => code)).toEqual(['backup.no_manifest']);
    change(join(directory, orders), (bytes) => bytes.subarray(0, -4));
    expect((await verifyBackup(directory)).findings.map(({ code }) => code)).toEqual([
      'backup.no_manifest',
      'backup.unreadable',
    ]);
  });

  it.each([
    ['nothing', (path: string) => path, 'store.missing'],
    ['an empty folder', (path: string) => mkdirSync(path), 'store.layout'],
    ['a file', (path: string) => writeFileSync(path, ''), 'store.layout'],
  ])('fails where there is %s', async (_, prepare, code) => {
    const path = join(newFolder(), 'x');
    prepare(path);
    await expect(verifyBackup(path)).rejects.toMatchObject({ code });
  });

  it('names the backups in a folder that only holds backups (T38)', async () => {
    const failure = await verifyBackup(join(sound, '..')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreFailure);
    expect(failure).toMatchObject({ code: 'store.layout', hint: `name the backup: ${sound}` });
  });
});

/** Whether two texts are the same JSON, or one of them none. */
function isSpaceOnly(a: Buffer, b: Buffer): boolean {
  try {
    return JSON.stringify(JSON.parse(String(a))) === JSON.stringify(JSON.parse(String(b)));
  } catch {
    return false;
  }
}
