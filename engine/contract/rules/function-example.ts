import { type BsonValue, canonicalJson } from '../../bson/index.ts';
import { ExpressionError } from '../../expression/index.ts';
import type { ContractExpression } from '../model.ts';
import { defineRule } from './rule.ts';

export const functionExample = defineRule({
  code: 'function.example',
  severity: 'error',
  meaning: 'An example of a function gives something else than it says.',
  remedy: 'Correct the function, or the example.',
  absence: true,
  check({ contract }, object) {
    for (const { examples } of contract.functions) {
      for (const { call, gives } of examples) {
        const found = evaluate(call);
        const wanted = evaluate(gives);
        if (found === unbound || wanted === unbound) continue;
        if (found !== wanted) object(call.place, `${call.text.trim()} gives ${found}, not ${wanted}`);
      }
    }
  },
});

/** Something called is no function: other rules tell. */
const unbound = 'not a function';

/** The value of an expression without a document, as canonical text; what goes wrong as a text too. */
function evaluate(expression: ContractExpression): string {
  try {
    const value = expression.compiled.evaluate({}, {}, { now: new Date(0) });
    return value === undefined ? 'nothing' : canonicalJson(value as BsonValue);
  } catch (error) {
    if (error instanceof ExpressionError && error.code === 'T1006') return unbound;
    if (error instanceof ExpressionError) return `the error ${error.code} (${error.message})`;
    throw error;
  }
}
