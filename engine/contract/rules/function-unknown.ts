import { functionsOf } from '../expressions/facts.ts';
import { helpers } from '../helpers/index.ts';
import { didYouMean } from '../suggest.ts';
import { builtins } from './builtins.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

export const functionUnknown = defineRule({
  code: 'function.unknown',
  severity: 'error',
  meaning: 'An expression calls a function that does not exist.',
  remedy: "Correct the name: it is one of JSONata's, of the helpers, or of `functions.yaml`.",
  absence: true,
  check({ contract }, object) {
    const own = [...contract.functions, ...helpers].map(({ name }) => name);
    const names = new Set([...builtins, ...own]);
    for (const { expression, lets } of usesOf(contract)) {
      for (const { name, position } of functionsOf(expression)) {
        if (names.has(name) || lets.includes(name)) continue;
        object(expression.placeOf(position), `there is no function $${name}`, didYouMean(name, names));
      }
    }
  },
});
