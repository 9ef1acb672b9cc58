import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { encode } from '../../engine/bson/index.ts';
import { openEmbedded } from '../../engine/stores/embedded/index.ts';

const mebibyte = 2 ** 20;
const folder = mkdtempSync(join(tmpdir(), 'mapped-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bytes of the data file that the system counts as resident in this process. */
function residentOf(file: string): number {
  let inside = false;
  let bytes = 0;
  for (const line of readFileSync('/proc/self/smaps', 'utf8').split('\n')) {
    if (/^[0-9a-f]+-[0-9a-f]+ /.test(line)) inside = line.endsWith(` ${file}`);
    const rss = /^Rss:\s+(\d+) kB$/.exec(line);
    if (inside && rss !== null) bytes += Number(rss[1]) * 1024;
  }
  return bytes;
}

test('reading a data file much longer than the limit leaves few of its pages in the process', async () => {
  const store = await openEmbedded(folder, { create: true });
  const text = 'x'.repeat(1500);
  const documents = 80_000;
  for (let start = 0; start < documents; start += 4000) {
    await store.write(
      Array.from({ length: 4000 }, (_, index) => ({
        kind: 'insert' as const,
        collection: 'texts',
        id: start + index,
        document: encode({ _id: start + index, text }),
      })),
    );
  }
  const file = realpathSync(join(folder, 'data.mdb'));
  let [read, most] = [0, residentOf(file)];
  for await (const batch of store.list('texts')) {
    read += batch.length;
    if (read % 5000 === 0) most = Math.max(most, residentOf(file));
  }
  await store.close();
  expect(read).toBe(documents);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(64 * mebibyte);
});
