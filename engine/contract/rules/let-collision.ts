import { helpers } from '../helpers/index.ts';
import { variables } from '../variables.ts';
import { builtins } from './builtins.ts';
import { defineRule } from './rule.ts';

export const letCollision = defineRule({
  code: 'let.collision',
  severity: 'error',
  meaning: 'A `let` has the name of a variable of the language or of a function.',
  remedy: 'Choose another name.',
  check({ contract, keyAt }, object) {
    const functions = new Set([...contract.functions, ...helpers].map(({ name }) => name));
    for (const mapping of contract.mappings) {
      for (const { name } of mapping.let) {
        const what = Object.hasOwn(variables, name)
          ? 'a variable of the language'
          : functions.has(name) || builtins.has(name)
            ? 'a function'
            : undefined;
        if (what === undefined) continue;
        object(keyAt(mapping, 'let', name), `$${name} is ${what} already`);
      }
    }
  },
});
