import { describe, expect, it } from 'vitest';
import {
  compileExpression,
  compileFunction,
  ExpressionError,
  type Watch,
} from '../../engine/expression/index.ts';
import { Random } from './random.ts';
import { randomDocument } from './random-document.ts';
import { ExpressionWriter } from './random-expression.ts';

const now = new Date(0);

function answer(text: string, input: unknown, watch?: Watch): unknown {
  const compiled = compileExpression(text, { bindings: { bound: 1 }, ...(watch && { watch }) });
  if (!('expression' in compiled)) return compiled.findings.map(({ code }) => code);
  try {
    return compiled.expression.evaluate(input, {}, { now });
  } catch (error) {
    if (error instanceof ExpressionError) return [error.code, error.position, error.token];
    throw error;
  }
}

describe('a watched expression', () => {
  it('gives what it gives unwatched, and tells the same', () => {
    const random = new Random(20_261_124);
    const writer = new ExpressionWriter(random);
    let told = 0;
    for (let index = 0; index < 400; index++) {
      const text = writer.write(2 + random.below(3));
      const input = randomDocument(random);
      const ends: unknown[] = [];
      const watched = answer(text, input, {
        value: () => told++,
        gave: (result) => ends.push(result),
        failed: (error) => ends.push(error),
      });
      const plain = answer(text, input);
      expect(watched, text).toEqual(plain);
      expect(ends.length, text).toBeLessThanOrEqual(1);
    }
    expect(told).toBeGreaterThan(1_000);
  });

  it('tells the values of its parts, innermost first', () => {
    const told: [string, unknown][] = [];
    const text = 'a > 1 ? "many" : $string(a)';
    const result = answer(
      text,
      { a: 1 },
      { value: ({ start, end }, value) => told.push([text.slice(start, end), value]) },
    );
    expect(result).toBe('1');
    expect(told).toEqual([
      ['a', 1],
      ['1', 1],
      ['a > 1', false],
      ['$string', expect.anything()],
      ['a', 1],
      ['$string(a)', '1'],
      [text, '1'],
    ]);
  });

  it('tells of functions what happens inside them', () => {
    const told: string[] = [];
    const text = 'function($x) { $x + 1 }';
    const more = compileFunction('more', text, {
      watch: { value: (part, value) => told.push(`${text.slice(part.start, part.end)} ${value}`) },
    });
    if (!('value' in more)) throw new Error('does not compile');
    const compiled = compileExpression('$more(a)', { bindings: { more: more.value } });
    if (!('expression' in compiled)) throw new Error('does not compile');
    expect(compiled.expression.evaluate({ a: 4 })).toBe(5);
    expect(told).toContain('$x + 1 5');
  });
});

describe('a text that stands in', () => {
  it('is evaluated in place of the own one while it is named', () => {
    let other: string | undefined;
    const compiled = compileExpression('a + 1', { standIn: () => other });
    if (!('expression' in compiled)) throw new Error('does not compile');
    const { expression } = compiled;
    expect(expression.evaluate({ a: 1 })).toBe(2);
    other = 'a - 1';
    expect(expression.evaluate({ a: 1 })).toBe(0);
    other = undefined;
    expect(expression.evaluate({ a: 1 })).toBe(2);
  });

  it('stands in for a function wherever it is called', () => {
    let other: string | undefined;
    const made = compileFunction('f', 'function($x){ $x }', { standIn: () => other });
    if (!('value' in made)) throw new Error('does not compile');
    const compiled = compileExpression('$map([1, 2], $f) ~> $sum', { bindings: { f: made.value } });
    if (!('expression' in compiled)) throw new Error('does not compile');
    expect(compiled.expression.evaluate({})).toBe(3);
    other = 'function($x){ $x * 10 }';
    expect(compiled.expression.evaluate({})).toBe(30);
  });

  it('must compile', () => {
    const compiled = compileExpression('a', { standIn: () => 'a +' });
    if (!('expression' in compiled)) throw new Error('does not compile');
    expect(() => compiled.expression.evaluate({ a: 1 })).toThrow(/does not compile/);
  });
});
