import { isFunctionText } from '../expressions/function-value.ts';
import { defineRule } from './rule.ts';

export const functionValue = defineRule({
  code: 'function.value',
  severity: 'error',
  meaning: 'The `value` of a function is no function.',
  remedy: 'Write `function($argument) { … }`.',
  check({ contract }, object) {
    for (const { name, value } of contract.functions) {
      if (value.text !== '$error()' && !isFunctionText(value.text)) {
        object(value.place, `$${name} is no function`, 'function($argument) { … }');
      }
    }
  },
});
