import { compileExpression } from '../../expression/index.ts';
import type { Place } from '../finding.ts';
import { helpers } from '../helpers/index.ts';
import type { ContractExpression } from '../model.ts';
import type { CompileText } from '../reading/context.ts';
import type { Report } from '../report.ts';
import { variables } from '../variables.ts';
import { type ExpressionCode, expressionCodes } from './codes.ts';
import type { Instrument } from './instrument.ts';

/** Functions of a contract by name, as values to bind. */
export type FunctionTable = Readonly<Record<string, unknown>>;

/**
 * Compiles expression texts with the helpers and these functions bound; the language's variables and `names` are
 * bound at each evaluation. Faults point into the file.
 */
export function compilerFor(
  functions: FunctionTable,
  names: readonly string[],
  report: Report<ExpressionCode>,
  instrument?: Instrument,
): CompileText {
  const later = [...Object.keys(variables), ...names].map((name) => [name, undefined] as const);
  const bindings = { ...Object.fromEntries(later), ...functions };
  return (text, place, placeOf) => {
    const result = compileExpression(text, {
      bindings,
      functions: helpers,
      ...instrument?.({ text, place, placeOf }),
    });
    if ('expression' in result)
      return { kind: 'expression', text, place, compiled: result.expression, placeOf };
    for (const { code, message, position, hint, detail } of result.findings) {
      report(codeOf(code), placeOf(position), message, { hint, detail });
    }
    return undefined;
  };
}

function codeOf(code: string): ExpressionCode {
  return Object.hasOwn(expressionCodes, code) ? (code as ExpressionCode) : 'expression.unsupported';
}

/** Stands for an expression that could not be read: nothing is known of what it reads or gives. */
export function placeholderAt(place: Place): ContractExpression {
  const text = '$error()';
  const result = compileExpression(text);
  if (!('expression' in result)) throw new Error('the placeholder does not compile');
  return { kind: 'expression', text, place, compiled: result.expression, placeOf: () => place };
}
