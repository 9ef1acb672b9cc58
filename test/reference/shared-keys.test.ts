import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { collections, type Dataset, migrate } from './index.ts';
import { splitDocuments } from './split-documents.ts';

const shared = join(import.meta.dirname, '../../../shared/dumps');
const cutoff = '2025-02-01T00:00:00Z';

/** The dumps with answers that lie beside the repository; required in CI, elsewhere their absence is said aloud. */
const names = ['edn360_mild', 'edn360_harsh'];

test.each(names)('the reference migrator gives the answers of %s', (name) => {
  const folder = join(shared, name);
  if (!existsSync(folder)) {
    expect(process.env.CI, `${folder} is missing and CI needs it`).toBeUndefined();
    process.stderr.write(`${name}: no dumps beside the repository, answers not compared\n`);
    return;
  }
  const dataset = Object.fromEntries(
    collections.map((collection) => [collection, read(join(folder, 'dump', name, `${collection}.bson`))]),
  ) as unknown as Dataset;

  const { key, drawers } = migrate(dataset, cutoff);

  expect(key).toStrictEqual(JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8')));
  expect(`${drawers.join('\n')}\n`).toBe(readFileSync(join(folder, 'drawers.jsonl'), 'utf8'));
});

function read(path: string): Uint8Array[] {
  return splitDocuments(existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`)));
}
