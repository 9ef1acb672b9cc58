import { readsOf } from '../expressions/facts.ts';
import { formatPath } from '../path.ts';
import { defineRule } from './rule.ts';

export const functionContext = defineRule({
  code: 'function.context',
  severity: 'error',
  meaning: 'A function of the contract reads the document itself; it has only its arguments.',
  remedy: 'Give it what it needs as an argument.',
  check({ contract }, object) {
    for (const { name, value } of contract.functions) {
      for (const { variable, path, position } of readsOf(value)) {
        if (variable !== undefined || path.length === 0) continue;
        object(value.placeOf(position), `$${name} reads ${formatPath(path)}, but has no document`);
      }
    }
  },
});
