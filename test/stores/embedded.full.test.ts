import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEmbedded } from '../../engine/stores/index.ts';
import { startChild } from './child.ts';
import { documentOf, insert } from './conformance.ts';
import { killWriters } from './kills.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'embedded-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('two writers killed a dozen times each lose nothing and leave nothing half done', async () => {
  const { acknowledged } = await killWriters({ directory, kills: 12, writers: 2, size: 100 });
  expect(acknowledged).toBeGreaterThan(24);
});

it.runIf(process.platform === 'linux')('lists 200,000 documents in bounded memory', async () => {
  const store = await openEmbedded(directory, { create: true });
  for (let at = 0; at < 200_000; at += 2000) {
    const ids = Array.from({ length: 2000 }, (_, offset) => `d${String(at + offset).padStart(6, '0')}`);
    await store.write(ids.map((id) => insert('c', id, documentOf(id, { text: 'x'.repeat(1000) }))));
  }
  await store.close();
  const [, result] = (await startChild(['list', directory, 'c']).ended()) as [
    string,
    { documents: number; grown: number },
  ];
  expect(result.documents).toBe(200_000);
  // The documents are 200 MiB together.
  expect(result.grown).toBeLessThan(80);
});
