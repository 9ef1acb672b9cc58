import { readsOf } from '../expressions/facts.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

export const parameterUndefined = defineRule({
  code: 'parameter.undefined',
  severity: 'error',
  meaning: 'An expression reads a parameter that the contract does not declare.',
  remedy: 'Correct the name, or declare it under `parameters`.',
  check({ contract }, object) {
    const names = contract.parameters.map(({ name }) => name);
    for (const { expression } of usesOf(contract)) {
      for (const { variable, path, position } of readsOf(expression)) {
        const [first, name] = path;
        if (variable !== 'run' || first !== 'parameters' || name === undefined || names.includes(name))
          continue;
        object(expression.placeOf(position), `there is no parameter ${name}`, didYouMean(name, names));
      }
    }
  },
});
