import { describe, expect, test } from 'vitest';
import { collections, decode, extendedJson } from '../reference/index.ts';
import type { Answerer } from './answers.ts';
import { byEngine, loadPlan } from './by-engine.ts';
import { byReference } from './by-reference.ts';
import { type Case, type Json, readCases, toBson } from './case-files.ts';

const files = readCases();
const plan = await loadPlan();

/** The examples of the contract, answered twice: by its own expressions, and by code that never saw them. */
describe.each([
  ['the engine', byEngine(plan)],
  ['the reference', byReference],
] as const)('by %s', (_, answer) => {
  describe.each(files)('$file', ({ cases }) => {
    test.each(cases.map((each) => [each.case, each] as const))('%s', (_name, example) => {
      check(example, answer);
    });
  });
});

function check(example: Case, answer: Answerer): void {
  const unknown = Object.keys(example.given).filter((source) => !collections.includes(source as never));
  expect(unknown, 'sources that the contract does not have').toStrictEqual([]);
  const given = new Map(
    Object.entries(example.given).map(([source, documents]) => [source, documents.map(toBson)]),
  );
  const cutoff = example.parameters.DUAL_WRITE_START_AT ?? '';

  const { drawers, verdicts } = answer(given, cutoff, (example.drawers ?? []).map(toBson));

  const { exactly, drawers: wanted = {}, absent = {}, dispositions, reasons, warnings } = example.expect;
  const drawerOf = (id: string) => {
    const text = drawers.get(id);
    return text === undefined ? undefined : (JSON.parse(text) as Json);
  };
  if (exactly) expect([...drawers.keys()].sort()).toStrictEqual(Object.keys(wanted).sort());
  for (const [id, values] of Object.entries(wanted)) {
    expect(drawerOf(id), `drawer ${id}`).toBeDefined();
    if (exactly) expect(drawerOf(id)).toStrictEqual(canonical(values));
    else
      for (const [path, value] of Object.entries(values))
        expect(at(drawerOf(id), path.split('.')), path).toStrictEqual(canonical(value));
  }
  for (const [id, paths] of Object.entries(absent)) {
    if (paths.length === 0) expect(drawerOf(id), `drawer ${id}`).toBeUndefined();
    else expect(drawerOf(id), `drawer ${id}`).toBeDefined();
    for (const path of paths) expect(at(drawerOf(id), path.split('.')), path).toBeUndefined();
  }
  const verdict = (source: string, id: string) =>
    verdicts.get(source)?.get(JSON.stringify(id)) ?? verdicts.get(source)?.get(JSON.stringify({ $oid: id }));
  for (const [source, id, disposition] of pairs(dispositions))
    expect(verdict(source, id)?.disposition, `${source} ${id}`).toBe(disposition);
  for (const [source, id, reason] of pairs(reasons))
    expect(verdict(source, id)?.reason, `${source} ${id}`).toBe(reason);
  for (const [source, id, codes] of pairs(warnings)) {
    expect(verdict(source, id), `${source} ${id}`).toBeDefined();
    expect(verdict(source, id)?.warnings ?? {}, `${source} ${id}`).toStrictEqual(codes);
  }
}

function pairs<T>(by: Readonly<Record<string, Readonly<Record<string, T>>>> = {}): [string, string, T][] {
  return Object.entries(by).flatMap(([source, ids]) =>
    Object.entries(ids).map(([id, value]): [string, string, T] => [source, id, value]),
  );
}

/** Canonical extended JSON with sorted keys, as answers give drawers. */
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
