import { functionsOf, variablesOf } from '../expressions/facts.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

export const functionUnused = defineRule({
  code: 'function.unused',
  severity: 'warning',
  meaning: 'Nothing uses a function of `functions.yaml`.',
  remedy: 'Remove it, or use it where it was meant.',
  absence: true,
  check({ contract }, object) {
    const used = new Set(
      usesOf(contract).flatMap(({ expression }) =>
        [...functionsOf(expression), ...variablesOf(expression)].map(({ name }) => name),
      ),
    );
    for (const { name, place } of contract.functions) {
      if (!used.has(name)) object(place, `nothing uses $${name}`);
    }
  },
});
