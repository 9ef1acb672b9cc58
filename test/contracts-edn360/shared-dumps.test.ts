import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { collections, splitDocuments } from '../reference/index.ts';
import type { Verdict } from './answers.ts';
import { byEngine, loadPlan } from './by-engine.ts';

interface Key {
  readonly cutoff: string;
  readonly documents: Readonly<Record<string, Readonly<Record<string, Verdict>>>>;
}

const shared = join(import.meta.dirname, '../../../shared/dumps');
const plan = await loadPlan();

/** The dumps with answers that lie beside the repository; required in CI, elsewhere their absence is said aloud. */
test.each(['edn360_mild', 'edn360_harsh'])('the contract gives the answers of %s', (name) => {
  const folder = join(shared, name);
  if (!existsSync(folder)) {
    expect(process.env.CI, `${folder} is missing and CI needs it`).toBeUndefined();
    process.stderr.write(`${name}: no dumps beside the repository, answers not compared\n`);
    return;
  }
  const key = JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8')) as Key;
  const file = (collection: string) => join(folder, 'dump', name, `${collection}.bson`);
  const given = new Map(collections.map((collection) => [collection, read(file(collection))]));

  const { drawers, verdicts } = byEngine(plan)(given, key.cutoff, []);

  const wanted = readFileSync(join(folder, 'drawers.jsonl'), 'utf8').trimEnd().split('\n');
  expect([...drawers.values()].sort()).toStrictEqual(wanted.sort());
  for (const [source, documents] of Object.entries(key.documents)) {
    const expected = Object.entries(documents).map(([id, verdict]) => [id, complete(verdict)] as const);
    const found = [...(verdicts.get(source) ?? [])].map(([id, verdict]) => [id, complete(verdict)] as const);
    expect(Object.fromEntries(found)).toStrictEqual(Object.fromEntries(expected));
  }
});

function read(path: string): Uint8Array[] {
  return splitDocuments(existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`)));
}

const complete = ({ disposition, reason, warnings = {} }: Verdict): Verdict => ({
  disposition,
  reason,
  warnings,
});
