import jsonata from 'jsonata';
import { type Contract, helpers } from '../engine/contract/index.ts';
import { noEffects } from './leaves.ts';

/** Evaluates one text by the JSONata library. */
export type Ask = (input: unknown, bindings: Record<string, unknown>) => Promise<unknown>;

/**
 * The contract's texts for the JSONata library itself: each parsed once, with the contract's own functions bound and
 * the helpers registered, as it would be used without the compiler.
 */
export async function forLibrary(contract: Contract, texts: readonly string[]): Promise<readonly Ask[]> {
  const functions: Record<string, unknown> = {};
  for (const { name, value } of contract.functions)
    functions[name] = await withHelpers(value.text).evaluate(undefined);
  return texts.map((text): Ask => {
    const expression = withHelpers(text);
    for (const [name, value] of Object.entries(functions)) expression.assign(name, value);
    return (input, bindings) => expression.evaluate(input, bindings) as Promise<unknown>;
  });
}

function withHelpers(text: string): jsonata.Expression {
  const expression = jsonata(text);
  for (const helper of helpers) {
    const run = (...args: unknown[]): unknown =>
      helper.run(args, { now: new Date(0), position: 0, ...noEffects });
    expression.registerFunction(helper.name, run, helper.signature);
  }
  return expression;
}
