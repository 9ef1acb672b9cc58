import { describe, expect, it } from 'vitest';
import { applyChanges, canonicalForm, diff, formText, rules } from '../../engine/comparison/index.ts';
import type { Contract } from '../../engine/contract/index.ts';
import { type Edit, readLibrary } from '../contract/library.ts';
import { fixtures } from './fixtures.ts';

const base = read({});

function read(edits: Readonly<Record<string, Edit>>): Contract {
  const { readable } = readLibrary(edits);
  if (readable === undefined) throw new Error('nothing of the contract could be read');
  return readable;
}

const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));

describe('a single edit is told by its rule, and the way back by the mirror', () => {
  it.each(fixtures.map((fixture) => [fixture.rules.join(' + '), fixture] as const))('%s', (_, fixture) => {
    const before = fixture.before === undefined ? base : read(fixture.before);
    const after = read(fixture.edits);
    const there = diff(before, after);
    const back = diff(after, before);
    expect(there.changes.map(({ rule }) => rule).sort()).toEqual([...fixture.rules].sort());
    const mirrors = fixture.rules.map((rule) => ruleOf.get(rule)?.mirror);
    expect(back.changes.map(({ rule }) => rule).sort()).toEqual(mirrors.sort());
    for (const change of there.changes) {
      expect(change.says.es).not.toMatch(/[{}]/);
      expect(change.says.en).not.toMatch(/[{}]/);
    }
    expect(formText(applyChanges(canonicalForm(before), there.changes))).toBe(formText(canonicalForm(after)));
    expect(formText(applyChanges(canonicalForm(after), back.changes))).toBe(formText(canonicalForm(before)));
  });
});

describe('the rules', () => {
  it('each have a fixture, there or back', () => {
    const told = fixtures.flatMap(({ rules: named }) => named.flatMap((id) => [id, ruleOf.get(id)?.mirror]));
    expect(rules.map(({ id }) => id).filter((id) => !told.includes(id))).toEqual([]);
  });

  it('have one name each, and mirrors that are each other’s', () => {
    expect(ruleOf.size).toBe(rules.length);
    for (const { id, mirror } of rules) expect(ruleOf.get(mirror)?.mirror, id).toBe(id);
  });

  it('say of an addition what its mirror says of the removal', () => {
    const opposite = {
      added: 'removed',
      removed: 'added',
      changed: 'changed',
      renamed: 'renamed',
      moved: 'moved',
    };
    for (const { id, edit, of, mirror } of rules) {
      expect(ruleOf.get(mirror), id).toMatchObject({ of, edit: opposite[edit] });
    }
  });
});

describe('a version compared with itself', () => {
  it('has no change', () => {
    expect(diff(base, base)).toMatchObject({ changes: [], worst: undefined, bump: { needed: 'none' } });
  });
});
