import { helpers } from '../helpers/index.ts';
import { variables } from '../variables.ts';
import { builtins } from './builtins.ts';
import { defineRule } from './rule.ts';

export const functionCollision = defineRule({
  code: 'function.collision',
  severity: 'error',
  meaning:
    "A function of the contract has the name of one of JSONata's, of a helper, or of a variable of the language.",
  remedy: 'Choose another name.',
  check({ contract }, object) {
    const taken = new Set([...builtins, ...helpers.map(({ name }) => name), ...Object.keys(variables)]);
    for (const { name, place } of contract.functions) {
      if (taken.has(name)) object(place, `$${name} exists already`);
    }
  },
});
