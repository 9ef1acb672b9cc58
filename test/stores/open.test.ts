import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDump, openSource, openTarget, parseStore, printableStore } from '../../engine/stores/index.ts';
import { documentOf, everything, insert } from './conformance.ts';

describe('a STORE text', () => {
  it.each([
    ['embedded:out/target', { kind: 'embedded', directory: 'out/target' }],
    ['embedded:', { kind: 'embedded', directory: '' }],
    ['mongodb://localhost/db', { kind: 'mongodb', uri: 'mongodb://localhost/db' }],
    ['mongodb+srv://host/db', { kind: 'mongodb', uri: 'mongodb+srv://host/db' }],
    ['fixtures/dump', { kind: 'dump', path: 'fixtures/dump' }],
    ['mongodb', { kind: 'dump', path: 'mongodb' }],
    ['embedded', { kind: 'dump', path: 'embedded' }],
  ])('%s is taken apart', (text, address) => {
    expect(parseStore(text)).toEqual(address);
  });

  it.each([
    ['mongodb://ana:secret@host/db', 'mongodb://***@host/db'],
    ['mongodb+srv://ana:se@cr/et@host/db?w=1', 'mongodb+srv://***@host/db?w=1'],
    ['MONGODB://ana:secret@a,b/db', 'MONGODB://***@a,b/db'],
    ['mongodb://host/db', 'mongodb://host/db'],
    ['embedded:a@b', 'embedded:a@b'],
  ])('%s is printed without its credentials', (text, printed) => {
    expect(printableStore(text)).toBe(printed);
  });
});

describe('opening a STORE', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'embedded-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('makes and reads embedded stores', async () => {
    const text = `embedded:${join(directory, 'store')}`;
    await expect(openSource(text)).rejects.toMatchObject({ code: 'store.missing' });
    await expect(openTarget(text, { create: false })).rejects.toMatchObject({ code: 'store.missing' });
    const target = await openTarget(text, { create: true });
    expect(target.label).toBe(text);
    await target.write([insert('c', 'a')]);
    const source = await openSource(text);
    const read: Uint8Array[] = [];
    for await (const batch of source.scan('c')) read.push(...batch.map((document) => document.bytes));
    expect(read).toEqual(await everything(target.list('c')));
    expect(read).toEqual([documentOf('a')]);
    await source.close();
    await target.close();
  });

  it('reads dumps', async () => {
    const writing = await createDump(join(directory, 'legacy'), { gzip: false });
    const writer = await writing.collection({ name: 'c' });
    await writer.write([documentOf('a')]);
    await writer.close();
    await writing.finish();
    const source = await openSource(join(directory, 'legacy'));
    expect(source.kind).toBe('dump');
    expect((await source.collections()).map((collection) => collection.name)).toEqual(['c']);
    await source.close();
    await expect(openSource(join(directory, 'nowhere'))).rejects.toMatchObject({ code: 'store.missing' });
  });

  it('refuses what cannot be written to', async () => {
    const unsupported = { code: 'store.unsupported', place: directory };
    await expect(openTarget(directory, { create: true })).rejects.toMatchObject(unsupported);
    await expect(openTarget('embedded:', { create: true })).rejects.toMatchObject({ code: 'store.missing' });
  });
});
