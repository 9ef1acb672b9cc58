import { expect, test } from 'vitest';
import { type ContractExpression, formatFinding } from '../../engine/contract/index.ts';
import { type Edit, readLibrary } from './library.ts';

/** The expression of the field `extra` of the loans, when its text and a function of the contract are these. */
function fieldWith(expression: string, fn: string): ContractExpression {
  const edits: Record<string, Edit> = {
    'mappings/02-loans.yaml': [['extra: $without(notes)', `extra: '[$without(notes), ${expression}]'`]],
    'functions.yaml': [['  mark:\n', `  tried:\n    value: '${fn}'\n  mark:\n`]],
  };
  const { contract, findings } = readLibrary(edits);
  expect(findings.map(formatFinding)).toEqual([]);
  const loan = contract?.mappings[1]?.outputs[0]?.fields.children.find(({ name }) => name === 'extra')?.field;
  if (loan?.kind !== 'leaf' || loan.value.kind !== 'expression') throw new Error('no such field');
  return loan.value;
}

test('functions keep BSON values, and report to the run that calls them', () => {
  const warned: unknown[] = [];
  const { compiled } = fieldWith('$tried(title)', 'function($v) { $warn("title.odd", $v) }');
  const now = new Date('2025-01-01T00:00:00Z');
  const title = new Date(7);
  for (const id of ['a', 'b']) {
    const effects = { warn: (code: string, value: unknown) => warned.push([id, code, value]) };
    expect(compiled.evaluate({ title }, {}, { now, effects })).toEqual([title]);
  }
  expect(warned).toEqual([
    ['a', 'title.odd', title],
    ['b', 'title.odd', title],
  ]);
});

test('functions see the start of the run as $now()', () => {
  const { compiled } = fieldWith('$tried()', 'function() { $now() }');
  const at = (text: string): unknown => compiled.evaluate({}, {}, { now: new Date(text) });
  expect(at('2025-01-01T00:00:00Z')).toEqual(['2025-01-01T00:00:00.000Z']);
  expect(at('2026-01-01T00:00:00Z')).toEqual(['2026-01-01T00:00:00.000Z']);
});

test('functions may be passed on', () => {
  const { compiled } = fieldWith('$map(tags, $tried)', 'function($v, $i) { $v & $i }');
  expect(compiled.evaluate({ tags: ['a', 'b'] }, {}, { now: new Date(0) })).toEqual(['a0', 'b1']);
});
