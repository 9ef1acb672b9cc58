import { type CompileOptions, compileFunction } from '../../expression/index.ts';
import { helpers } from '../helpers/index.ts';
import type { FunctionTable } from './compile.ts';

/**
 * The function that a text such as `function($v) { … }` stands for, as a value to bind, with `functions` bound
 * inside; undefined when the text is something else or does not compile.
 */
export function functionValue(
  name: string,
  text: string,
  functions: FunctionTable,
  extra: Pick<CompileOptions, 'watch' | 'standIn'> = {},
): unknown {
  const compiled = compileFunction(name, text, { bindings: functions, functions: helpers, ...extra });
  return 'value' in compiled ? compiled.value : undefined;
}

/** Whether a text that compiles is a function. */
export function isFunctionText(text: string): boolean {
  const compiled = compileFunction('', text, { functions: helpers });
  return 'value' in compiled || compiled.findings.every(({ code }) => code !== 'expression.function');
}
