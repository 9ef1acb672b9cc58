import type { ContractExpression, FunctionModel } from '../model.ts';
import { type FunctionReading, type ReadContext, readExpression } from '../reading/index.ts';
import { compilerFor, type FunctionTable } from './compile.ts';
import { functionsOf, variablesOf } from './facts.ts';
import { functionValue } from './function-value.ts';
import type { Instrument } from './instrument.ts';

export interface BoundFunctions {
  readonly models: readonly FunctionModel[];
  /** To bind in every other expression of the contract. */
  readonly table: FunctionTable;
}

/**
 * Compiles the functions of a contract, each with those it uses bound, whatever their order in the file. Those
 * that need each other in a circle, or are no function, are bound to nothing; rules report them.
 */
export function bindFunctions(
  readings: readonly FunctionReading[],
  context: ReadContext,
  instrument?: Instrument,
): BoundFunctions {
  const values = new Map(readings.map(({ name, value }) => [name, readExpression(value, 'value', context)]));
  const table: Record<string, unknown> = Object.create(null);
  const left = new Set(values.keys());
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const name of left) {
      const value = values.get(name) as ContractExpression;
      if ([...variablesOf(value), ...functionsOf(value)].some((other) => left.has(other.name))) continue;
      left.delete(name);
      const bound = functionValue(name, value.text, table, instrument?.(value));
      if (bound !== undefined) table[name] = bound;
    }
  }
  const inner = { ...context, compile: compilerFor(table, [], context.report) };
  const silent = {
    ...context,
    report: () => {},
    leaveOut: () => {},
    compile: compilerFor(table, [], () => {}),
  };
  const models = readings.map(({ name, value, examples, node, place }): FunctionModel => {
    const model = {
      name,
      value: readExpression(value, 'value', silent),
      examples: examples.map((example) =>
        context.remember(
          {
            call: readExpression(example.call, 'call', inner),
            gives: readExpression(example.gives, 'gives', inner),
          },
          example.node,
        ),
      ),
      place,
    };
    return context.remember(model, node);
  });
  return { models, table };
}
