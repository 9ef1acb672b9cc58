import { describe, expect, it } from 'vitest';
import { compileExpression, type ExpressionError } from '../../engine/expression/index.ts';

/** The value of a text that must compile. */
function run(text: string, input?: unknown, bindings?: Record<string, unknown>): unknown {
  const compiled = compileExpression(text);
  if ('findings' in compiled) throw new Error(JSON.stringify(compiled.findings));
  return compiled.expression.evaluate(input, bindings);
}

describe('the door', () => {
  it('evaluates synchronously', () => {
    expect(run('a.b + 1', { a: { b: 2 } })).toBe(3);
    expect(run('$x & "!"', null, { x: 'hey' })).toBe('hey!');
    expect(run('nothing')).toBeUndefined();
  });

  it('gives findings for a broken text, never an exception', () => {
    const compiled = compileExpression('a +');
    expect(compiled).toMatchObject({
      findings: [{ code: 'expression.syntax', detail: 'S0207', position: 3 }],
    });
    expect(compileExpression('$eval("1")')).toMatchObject({ findings: [{ code: 'expression.forbidden' }] });
  });

  it('raises an error with code, place and token', () => {
    let raised: unknown;
    try {
      run('a + "x"', { a: 1 });
    } catch (error) {
      raised = error;
    }
    expect(raised).toMatchObject({
      code: 'T2002',
      position: 2,
      token: '+',
    } satisfies Partial<ExpressionError>);
  });
});
