import { functionsOf, variablesOf } from '../expressions/facts.ts';
import { forbidden } from './builtins.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

export const functionForbidden = defineRule({
  code: 'function.forbidden',
  severity: 'error',
  meaning:
    'An expression uses `$random`, `$shuffle`, `$eval` or `$millis`: its result could not be had again (T59).',
  remedy: 'Do without; for the time there is `$run.now`.',
  check({ contract }, object) {
    for (const { expression } of usesOf(contract)) {
      for (const { name, position } of [...functionsOf(expression), ...variablesOf(expression)]) {
        const why = forbidden.get(name);
        if (why !== undefined) object(expression.placeOf(position), `$${name} is not allowed: ${why}`);
      }
    }
  },
});
