import { describe, expect, it } from 'vitest';
import { compileExpression, compileFunction, type HelperDefinition } from '../../engine/expression/index.ts';
import { evaluate } from './evaluate.ts';

const helper: HelperDefinition = {
  name: 'plus',
  signature: '<n-n:n>',
  doc: 'Adds.',
  examples: [],
  run: ([a, b], context) => {
    if (b === 0) context.fail('plus.zero', 'nothing to add');
    if (b === 1) context.warn('plus.one', a);
    return Number(a) + Number(b);
  },
};

describe('functions from outside', () => {
  it('are helpers with a signature and effects', () => {
    const seen: unknown[] = [];
    const effects = {
      warn: (code: string, value: unknown, position: number) => seen.push([code, value, position]),
    };
    expect(evaluate('a.$plus(1)', { a: 4 }, undefined, { functions: [helper], effects })).toBe(5);
    expect(seen).toEqual([['plus.one', 4, 2]]);
    expect(() => evaluate('$plus(1, 0)', {}, undefined, { functions: [helper] })).toThrow('nothing to add');
    expect(() => evaluate('$plus("a", 0)', {}, undefined, { functions: [helper] })).toThrow(
      expect.objectContaining({ code: 'T0410' }),
    );
  });

  it('are texts compiled once, with the clock of the caller and functions of their own', () => {
    const inner = compileFunction('twice', 'function($x){ $x * 2 }');
    if ('findings' in inner) throw new Error('twice');
    const outer = compileFunction('stamp', 'function($x){ $twice($x) & " " & $millis() }', {
      bindings: { twice: inner.value },
    });
    if ('findings' in outer) throw new Error('stamp');
    const compiled = compileExpression('$map([1, 2], $stamp)', { bindings: { stamp: outer.value } });
    if ('findings' in compiled) throw new Error('map');
    expect(compiled.expression.evaluate({}, undefined, { now: new Date(7) })).toEqual(['2 7', '4 7']);
    expect(compileFunction('no', '1 + 1')).toMatchObject({ findings: [{ code: 'expression.function' }] });
  });

  it('see one clock per evaluation', () => {
    expect(evaluate('$now() & $millis()', {}, undefined, { now: new Date(0) })).toBe(
      '1970-01-01T00:00:00.000Z0',
    );
    expect(evaluate('$toMillis("2024-01-01T00:00:00")')).toBe(Date.UTC(2024, 0, 1));
  });
});
