import { compileExpression } from '../../expression/index.ts';
import { helpers } from '../helpers/index.ts';
import type { FunctionTable } from './compile.ts';

const form = /^\s*(?:function|λ)\s*\(([^)]*)\)/;

/** Whether a text is written as a function. */
export function isFunctionText(text: string): boolean {
  return form.test(text);
}

/**
 * The function that a text such as `function($v) { … }` stands for, as a value to bind, with `functions` bound
 * inside; undefined when the text is something else or does not compile.
 */
export function functionValue(text: string, functions: FunctionTable): unknown {
  const header = form.exec(text);
  if (header === null) return undefined;
  const count = (header[1] ?? '').split('$').length - 1;
  const names = Array.from({ length: count }, (_, i) => `argument_${i}`);
  const bindings = { ...Object.fromEntries(names.map((name) => [name, undefined])), ...functions };
  const call = `(${text})(${names.map((name) => `$${name}`).join(', ')})`;
  const result = compileExpression(call, { bindings, functions: helpers });
  if (!('expression' in result)) return undefined;
  const { expression } = result;
  const run = (...args: unknown[]): unknown =>
    expression.evaluate(undefined, Object.fromEntries(names.map((name, i) => [name, args[i]])));
  Object.defineProperty(run, 'length', { value: count });
  return run;
}
