import { EJSON, serialize } from 'bson';
import { describe, expect, test } from 'vitest';
import { collections, type Dataset, decode, extendedJson, migrate } from '../reference/index.ts';
import { type Case, type Json, readCases } from './case-files.ts';

/** The examples of the contract, answered by the naive migrator that knows nothing of the contract's files. */
describe.each(readCases())('$file', ({ cases }) => {
  test.each(cases.map((each) => [each.case, each] as const))('%s', (_, example) => {
    const { key, drawers } = migrate(dataset(example), cutoff(example), (example.drawers ?? []).map(toBson));
    const { expect: expected } = example;

    const byId = new Map(
      drawers.map((each) => JSON.parse(each) as Json).map((each) => [at(each, ['_id']), each]),
    );
    if (expected.exactly) expect([...byId.keys()]).toStrictEqual(Object.keys(expected.drawers ?? {}).sort());
    for (const [id, wanted] of Object.entries(expected.drawers ?? {})) {
      const drawer = byId.get(id);
      expect(drawer, `drawer ${id}`).toBeDefined();
      if (expected.exactly) expect(drawer).toStrictEqual(canonical(wanted));
      else
        for (const [path, value] of Object.entries(wanted))
          expect(at(drawer, path.split('.')), path).toStrictEqual(canonical(value));
    }
    for (const [id, paths] of Object.entries(expected.absent ?? {})) {
      const drawer = byId.get(id);
      if (paths.length === 0) expect(drawer, `drawer ${id}`).toBeUndefined();
      else expect(drawer, `drawer ${id}`).toBeDefined();
      for (const path of paths) expect(at(drawer, path.split('.')), path).toBeUndefined();
    }
    const verdict = (source: string, id: string) => {
      const documents = key.documents[source as (typeof collections)[number]];
      return documents[JSON.stringify(id)] ?? documents[`{"$oid":${JSON.stringify(id)}}`];
    };
    for (const [source, ids] of Object.entries(expected.dispositions ?? {}))
      for (const [id, disposition] of Object.entries(ids))
        expect(verdict(source, id)?.disposition, `${source} ${id}`).toBe(disposition);
    for (const [source, ids] of Object.entries(expected.reasons ?? {}))
      for (const [id, reason] of Object.entries(ids))
        expect(verdict(source, id)?.reason, `${source} ${id}`).toBe(reason);
    for (const [source, ids] of Object.entries(expected.warnings ?? {}))
      for (const [id, warnings] of Object.entries(ids))
        expect(verdict(source, id)?.warnings ?? {}, `${source} ${id}`).toStrictEqual(warnings);
  });
});

function dataset(example: Case): Dataset {
  const unknown = Object.keys(example.given).filter((source) => !collections.includes(source as never));
  expect(unknown, 'sources that the contract does not have').toStrictEqual([]);
  return Object.fromEntries(
    collections.map((collection) => [collection, (example.given[collection] ?? []).map(toBson)]),
  ) as unknown as Dataset;
}

function cutoff(example: Case): string {
  const value = example.parameters.DUAL_WRITE_START_AT;
  if (value === undefined) throw new Error(`${example.case}: no cutoff`);
  return value;
}

const toBson = (json: Json): Uint8Array =>
  serialize(EJSON.deserialize(json as Record<string, unknown>, { relaxed: false }));

/** Canonical extended JSON with sorted keys, as the reference writes drawers. */
function canonical(value: Json): Json {
  const field = decode(toBson({ value })).get('value');
  if (field === undefined) throw new Error('no value');
  return JSON.parse(extendedJson(field, true)) as Json;
}

function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.hasOwn(inner, name)
        ? (inner as { readonly [key: string]: Json })[name]
        : undefined,
    value,
  );
}
