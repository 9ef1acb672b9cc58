import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded, type StoreFailureCode } from '../../engine/stores/index.ts';
import { documentOf, everything, insert } from './conformance.ts';

let parent: string;
let directory: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'embedded-'));
  directory = join(parent, 'store');
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

const mode = (path: string): number => statSync(path).mode & 0o777;

/** Every file below a directory with its content. */
function contents(path: string): ReadonlyMap<string, string> {
  const files = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ name }) => [name, readFileSync(join(path, name), 'latin1')]));
}

async function refused(code: StoreFailureCode, create = true): Promise<void> {
  const before = existsSync(directory) && statSync(directory).isDirectory() ? contents(directory) : undefined;
  await expect(openEmbedded(directory, { create })).rejects.toMatchObject({ code });
  if (before !== undefined) expect(contents(directory)).toEqual(before);
}

async function makeStore(): Promise<void> {
  const store = await openEmbedded(directory, { create: true });
  await store.write([insert('c', 'a')]);
  await store.close();
}

describe('a new store', () => {
  it('is made with its parents, and only its owner can read it', async () => {
    directory = join(parent, 'some', 'where');
    await makeStore();
    expect(mode(directory)).toBe(0o700);
    expect(readdirSync(directory).sort()).toEqual(['data.mdb', 'format.json', 'lock.mdb']);
    for (const name of readdirSync(directory)) expect(mode(join(directory, name))).toBe(0o600);
  });

  it('may take an empty directory', async () => {
    mkdirSync(directory, { mode: 0o755 });
    await makeStore();
    expect(mode(directory)).toBe(0o700);
  });

  it('is only made if asked for', async () => {
    await refused('store.missing', false);
    expect(existsSync(directory)).toBe(false);
    mkdirSync(directory);
    await refused('store.missing', false);
  });

  it('is not made to read only', async () => {
    const opening = openEmbedded(directory, { create: true, readOnly: true });
    await expect(opening).rejects.toMatchObject({ code: 'store.missing' });
    expect(existsSync(directory)).toBe(false);
  });

  it('may be made twice at once', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => openEmbedded(directory, { create: true })));
    await Promise.all(stores.map((store, at) => store.write([insert('c', `d${at}`)])));
    await stores[0]?.close();
    for (const store of stores.slice(1)) expect(await store.count('c')).toBe(3);
    for (const store of stores.slice(1)) await store.close();
  });
});

describe('what is not a store', () => {
  it('is refused and left as it is', async () => {
    mkdirSync(directory);
    writeFileSync(join(directory, 'drawers.bson'), 'theirs');
    await refused('store.foreign');
    writeFileSync(join(directory, 'format.json'), '{"format":"theirs","version":1}');
    await refused('store.foreign');
    writeFileSync(join(directory, 'format.json'), 'not JSON');
    await refused('store.foreign', false);
    writeFileSync(join(directory, 'format.json'), '[]');
    await refused('store.foreign');
  });

  it('includes an environment of another product', async () => {
    await makeStore();
    rmSync(join(directory, 'format.json'));
    await refused('store.foreign');
  });

  it('includes a file', async () => {
    writeFileSync(directory, 'theirs');
    await refused('store.foreign');
    expect(readFileSync(directory, 'utf8')).toBe('theirs');
  });

  it('includes a store of a newer format', async () => {
    await makeStore();
    const marker = JSON.parse(readFileSync(join(directory, 'format.json'), 'utf8'));
    writeFileSync(join(directory, 'format.json'), JSON.stringify({ ...marker, version: marker.version + 1 }));
    await refused('store.foreign');
  });
});

describe('a store that was being made', () => {
  it('is taken up at every stage', async () => {
    await makeStore();
    const marker = readFileSync(join(directory, 'format.json'), 'utf8');
    const stages: readonly (readonly [string, ReadonlyMap<string, string>])[] = [
      ['nothing', new Map()],
      ['an empty note', new Map([['format.json.new', '']])],
      ['half a note', new Map([['format.json.new', marker.slice(0, 9)]])],
      ['a note', new Map([['format.json.new', marker]])],
      [
        'an empty environment',
        new Map([
          ['format.json.new', marker],
          ['data.mdb', ''],
          ['lock.mdb', ''],
        ]),
      ],
      [
        'a marker in the making',
        new Map([
          ['format.json.new', marker],
          ['format.json.4711', marker.slice(0, 3)],
        ]),
      ],
    ];
    for (const [, files] of stages) {
      rmSync(directory, { recursive: true });
      mkdirSync(directory);
      for (const [name, text] of files) writeFileSync(join(directory, name), text);
      await makeStore();
      expect(readFileSync(join(directory, 'format.json'), 'utf8')).toBe(marker);
    }
  });
});

describe('a store that is damaged', () => {
  it('is told when its data file is gone, empty or something else', async () => {
    await makeStore();
    writeFileSync(join(directory, 'data.mdb'), 'something else '.repeat(2000));
    await refused('store.damaged');
    writeFileSync(join(directory, 'data.mdb'), Buffer.alloc(8192));
    await refused('store.damaged');
    writeFileSync(join(directory, 'data.mdb'), 'short');
    await refused('store.damaged');
    writeFileSync(join(directory, 'data.mdb'), '');
    await refused('store.damaged');
    rmSync(join(directory, 'data.mdb'));
    await refused('store.damaged');
  });

  it('is told at the first document that is not BSON', async () => {
    const store = await openEmbedded(directory, { create: true });
    const broken = documentOf('b');
    broken.writeInt32LE(broken.length + 1, 0);
    await store.write([insert('c', 'a'), insert('c', 'b', broken), insert('c', 'c')]);
    await expect(everything(mapped(store.scan('c')))).rejects.toMatchObject({
      code: 'store.damaged',
      lastGoodId: '"a"',
    });
    await store.close();
  });
});

async function* mapped(scan: AsyncIterable<readonly { readonly bytes: Uint8Array }[]>) {
  for await (const batch of scan) yield batch.map((document) => document.bytes);
}

describe('handles', () => {
  it('that only read see what is written beside them and write nothing', async () => {
    await makeStore();
    const reader = await openEmbedded(directory, { create: false, readOnly: true });
    const copy = `${directory}-copy`;
    cpSync(directory, copy, { recursive: true });
    const alone = await openEmbedded(copy, { create: false, readOnly: true });
    expect(await everything(alone.list('c'))).toEqual([documentOf('a')]);
    expect(await alone.count('absent')).toBe(0);
    await expect(alone.write([insert('c', 'b')])).rejects.toThrow('read only');
    await expect(alone.ensure('c', [])).rejects.toThrow('read only');
    await alone.close();
    expect(await reader.count('c')).toBe(1);
    await reader.close();
  });

  it('go on when another one of the same process is closed', async () => {
    await makeStore();
    const [one, two] = await Promise.all([1, 2].map(() => openEmbedded(directory, { create: false })));
    const reader = await openEmbedded(directory, { create: false, readOnly: true });
    await one?.close();
    await reader.close();
    expect(await two?.write([insert('c', 'b')])).toEqual(['written']);
    expect(await two?.count('c')).toBe(2);
    await two?.close();
  });

  it('give no more once they are closed', async () => {
    await makeStore();
    const store = await openEmbedded(directory, { create: false });
    await store.close();
    await expect(store.count('c')).rejects.toThrow();
    await expect(store.write([insert('c', 'b')])).rejects.toThrow();
    await expect(everything(store.list('c'))).rejects.toThrow();
    await store.close();
  });
});

it('a reader that has stopped halfway pins no pages', async () => {
  const store = await openEmbedded(directory, { create: true });
  const version = (id: string, round: number) => documentOf(id, { round, text: 'x'.repeat(3000) });
  const ids = Array.from({ length: 600 }, (_, at) => `d${String(at).padStart(4, '0')}`);
  await store.write(ids.map((id) => insert('c', id, version(id, 0))));
  const size = (): number => statSync(join(directory, 'data.mdb')).size;
  const before = size();
  for await (const _ of store.list('c')) {
    for (let round = 0; round < 30; round += 1) {
      await store.write(
        ids.map((id) => ({
          kind: 'replace',
          collection: 'c',
          id,
          document: version(id, round + 1),
          expect: version(id, round),
        })),
      );
    }
    break;
  }
  // Thirty rewritings would otherwise be thirty times the size.
  expect(size()).toBeLessThan(before * 5);
  await store.close();
});
