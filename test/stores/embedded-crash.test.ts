import { cpSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentHolder, openEmbedded } from '../../engine/stores/index.ts';
import { startChild } from './child.ts';
import { documentOf, everything, insert } from './conformance.ts';
import { killWriters } from './kills.ts';

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'embedded-')), 'store');
});
afterEach(() => {
  rmSync(join(directory, '..'), { recursive: true });
});

describe('an embedded store whose writer is killed', () => {
  it('has every batch that was acknowledged and no half ones', async () => {
    const { acknowledged } = await killWriters({ directory, kills: 4, writers: 1, size: 50 });
    expect(acknowledged).toBeGreaterThan(0);
  });

  it('gives its lease to the next one at once', async () => {
    const child = startChild(['hold', directory, 'target#0']);
    await child.saying(2);
    const store = await openEmbedded(directory, { create: false });
    const holder = currentHolder('next');
    expect(await store.lease('target#0', holder)).toMatchObject({ heldBy: { pid: child.process.pid } });
    await child.kill();
    const [, { token }] = child.said as [string, { token: number }];
    expect(await store.lease('target#0', holder)).toMatchObject({ token: token + 1 });
    await store.close();
  });
});

it('two processes that write at once lose nothing', async () => {
  const children = ['left', 'right'].map(() => startChild(['add', directory, '300']));
  await Promise.all(children.map((child) => child.saying(1)));
  for (const child of children) child.process.stdin.write('go');
  const said = await Promise.all(children.map((child) => child.ended()));
  const conflicts = said.map(([, result]) => (result as { conflicts: number }).conflicts);
  const store = await openEmbedded(directory, { create: false });
  expect(await everything(store.list('shared'))).toEqual([documentOf('number', { value: 600 })]);
  await store.close();
  // They did meet: otherwise this test has shown nothing.
  expect(conflicts[0]! + conflicts[1]!).toBeGreaterThan(0);
});

describe('an embedded store without room', () => {
  it.each([1, 30])('says so, keeps all acknowledged batches of %d, and can be opened again', async (size) => {
    const child = startChild(['fill', directory, String(size)], 8004);
    const [, result] = (await child.ended()) as [string, { written: number; failures: string[] }];
    expect(result.failures).toEqual(['store.full', 'store.full']);
    expect(result.written).toBeGreaterThan(30);
    const store = await openEmbedded(directory, { create: false });
    expect(await store.count('c')).toBe(result.written);
    expect((await everything(store.list('c'))).length).toBe(result.written);
    expect(await store.write([insert('c', 'more')])).toEqual(['written']);
    await store.close();
  });
});

describe('an embedded store whose data file was cut off', () => {
  it('is refused as damaged, whatever the place of the cut', async () => {
    const store = await openEmbedded(directory, { create: true });
    for (let batch = 0; batch < 20; batch += 1) {
      const ids = Array.from({ length: 50 }, (_, at) => `${batch}-${at}`);
      await store.write(ids.map((id) => insert('c', id, documentOf(id, { text: 'x'.repeat(3000) }))));
    }
    await store.close();
    const size = statSync(join(directory, 'data.mdb')).size;
    for (const length of [8192, 12_288, 8192 * 10 + 100, size / 2, size - 400_000]) {
      const copy = `${directory}-copy`;
      cpSync(directory, copy, { recursive: true });
      truncateSync(join(copy, 'data.mdb'), Math.floor(length));
      const said = await startChild(['readAll', copy, 'c']).ended();
      expect(said).toEqual([{ failure: 'store.damaged' }]);
      expect(statSync(join(copy, 'data.mdb')).size).toBe(Math.floor(length));
      rmSync(copy, { recursive: true });
    }
  });
});
