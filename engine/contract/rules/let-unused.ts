import { functionsOf, variablesOf } from '../expressions/facts.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

export const letUnused = defineRule({
  code: 'let.unused',
  severity: 'warning',
  meaning: 'Nothing uses a `let`.',
  remedy: 'Remove it, or use it where it was meant.',
  absence: true,
  check({ contract, keyAt }, object) {
    for (const mapping of contract.mappings) {
      const own = usesOf(contract).filter((use) => use.mapping === mapping);
      const used = new Set(
        own.flatMap(({ expression }) =>
          [...variablesOf(expression), ...functionsOf(expression)].map(({ name }) => name),
        ),
      );
      for (const { name } of mapping.let) {
        if (!used.has(name)) object(keyAt(mapping, 'let', name), `nothing uses $${name}`);
      }
    }
  },
});
