import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  equivalentsFile,
  isKilled,
  loadTraced,
  mutate,
  readEquivalents,
  testCases,
} from '../../engine/authoring/index.ts';
import { editsOf } from '../../engine/authoring/mutation/operators.ts';
import { compileExpression, syntaxParts } from '../../engine/expression/index.ts';
import { type Edits, editedContract, edn360, library } from './contracts.ts';
import { call, golden } from './golden.ts';

let done: (() => Promise<void>) | undefined;
afterEach(async () => {
  await done?.();
  done = undefined;
});

async function edited(edits: Edits) {
  const made = await editedContract(library, edits);
  done = made.done;
  return made;
}

async function mutants(path: string, equivalents: Parameters<typeof mutate>[1] = []) {
  const { traced } = await loadTraced(path);
  if (traced === undefined) throw new Error('the contract does not load');
  return mutate(traced, equivalents, () => {});
}

/** The whole texts that the alterations of a text give. */
function altered(text: string): readonly string[] {
  const whole = syntaxParts(text);
  if (whole === undefined) throw new Error('no parts');
  const neighbour = (path: readonly string[]) => (path.join('.') === 'a.b' ? 'c' : undefined);
  return editsOf(text, whole, neighbour).map(
    ({ start, end, replacement }) => text.slice(0, start) + replacement + text.slice(end),
  );
}

describe('the alterations of an expression', () => {
  it.each<[string, readonly string[]]>([
    ['a.b', ['a.`c`']],
    ['x ?? y', ['(x)', '(y)']],
    ['x ? 1 : 2', ['$not(x) ? 1 : 2', 'x ? 2 : 2', 'x ? 1 : 3']],
    ['x ? y', ['$not(x) ? y', '(y)']],
    ['x and y', ['(x)', '(y)', '(x or y)']],
    ['x < y', ['(x <= y)', '$not(x < y)']],
    ['x = "kg"', ['$not(x = "kg")', 'x = "kg~"']],
    ['["kg", "cm"]', ['["cm"]', '["kg"]', '["kg~", "cm"]', '["kg", "cm~"]']],
    ['$f(x)', ['(x)']],
    ['$not(x)', ['$boolean(x)']],
    ['x[0]', ['x[1]']],
    ['x & y', ['(x)', '(y)']],
    ['true', ['false']],
  ])('%s', (text, texts) => {
    expect(altered(text)).toEqual(texts);
    for (const each of texts) expect('expression' in compileExpression(each), each).toBe(true);
  });
});

describe('the mutants of the shipped contract', () => {
  it('are all noticed by its cases, but for those that its list explains', { timeout: 300_000 }, async () => {
    const read = readEquivalents(readFileSync(join(edn360, equivalentsFile), 'utf8'));
    if (!('equivalents' in read)) throw new Error(read.fault);
    const result = await mutants(edn360, read.equivalents);
    expect(result.unnoticed.map(({ name }) => name)).toEqual([]);
    expect(result.stale).toEqual([]);
    expect(result.equivalent.length).toBe(read.equivalents.length);
    expect(result.mutants).toBeGreaterThan(600);
    expect(isKilled(result)).toBe(true);
  });
});

describe('mutants', () => {
  it('that no case notices are named, and go once a case holds the line', async () => {
    const before = await mutants(library);
    const name = 'card.deposit: dropped';
    expect(before.unnoticed.map((mutant) => mutant.name)).toContain(name);
    const { path } = await edited({
      'cases/cards.yaml': [
        ['name: Ana, email: "" }', 'name: Ana, email: "", deposit: "3 €" }'],
        [
          '          card.kind: ordinary\n',
          '          card.kind: ordinary\n          card.deposit: { $numberDouble: "3" }\n',
        ],
      ],
    });
    const { traced } = await loadTraced(path);
    expect(traced && testCases(traced).cases.every(({ outcome }) => outcome === 'passed')).toBe(true);
    const after = await mutants(path);
    expect(after.unnoticed.map((mutant) => mutant.name)).not.toContain(name);
    expect(after.noticed).toBeGreaterThan(before.noticed);
  });

  it('leave the contract as it was', async () => {
    const { traced } = await loadTraced(library);
    if (traced === undefined) throw new Error('the contract does not load');
    const text = () =>
      JSON.stringify(testCases(traced).cases.map(({ model, outcome }) => [model.name, outcome]));
    const before = text();
    await mutate(traced, [], () => {});
    expect(text()).toBe(before);
  });

  it('that are listed as equivalent must be there, and be unnoticed', async () => {
    const { unnoticed, noticed } = await mutants(library);
    const mutant = unnoticed[0]?.name ?? '';
    const result = await mutants(library, [
      { mutant, why: 'a reason' },
      { mutant: 'card.name: dropped', why: 'a reason' },
      { mutant: 'card.nothing: dropped', why: 'a reason' },
    ]);
    expect(result.equivalent.map((each) => each.mutant.name)).toEqual([mutant]);
    expect(result.stale.map(({ entry, why }) => [entry.mutant, why])).toEqual([
      ['card.name: dropped', 'noticed'],
      ['card.nothing: dropped', 'unknown'],
    ]);
    expect(result.noticed).toBe(noticed);
    expect(isKilled(result)).toBe(false);
  });
});

describe('the list of equivalent mutants', () => {
  it.each([
    ['equivalent: [ { mutant: a, why: b } ]', true],
    ['equivalent: [ ]', true],
    ['equivalent: [ { mutant: a } ]', false],
    ['equivalent: [ { mutant: a, why: " " } ]', false],
    ['equivalent: [ { mutant: a, why: b, more: c } ]', false],
    ['equivalents: [ ]', false],
    ['equivalent: {', false],
    ['', false],
  ])('%j', (text, sound) => {
    expect('equivalents' in readEquivalents(text)).toBe(sound);
  });
});

describe('drawer test --mutate', () => {
  it('names the lines whose change nothing would notice, and ends with 1', async () => {
    const { bench } = await edited({});
    golden('test-mutate', await call(bench, 'test', 'library/1.0.0', '--mutate'), [bench]);
  });

  it('waits until all cases pass, and refuses a list that says nothing', async () => {
    const { path, bench } = await edited({ 'cases/cards.yaml': [['card.name: Ana\n', 'card.name: Eva\n']] });
    const ended = await call(bench, 'test', path, '--mutate');
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('no mutants: all cases must pass first');
  });
});
