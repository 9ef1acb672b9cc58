import { readsOf } from '../expressions/facts.ts';
import { didYouMean } from '../suggest.ts';
import { mappingNames } from './names.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

export const mappingUnknown = defineRule({
  code: 'mapping.unknown',
  severity: 'error',
  meaning: 'An expression asks `$landed` or `$sound` for a mapping that the contract does not have.',
  remedy: 'Correct the name; one with `-` stands in backticks.',
  check(subject, object) {
    if (!subject.allMappings) return;
    const names = mappingNames(subject);
    for (const { expression } of usesOf(subject.contract)) {
      for (const { variable, path, position } of readsOf(expression)) {
        const [name] = path;
        if ((variable !== 'landed' && variable !== 'sound') || name === undefined || names.includes(name))
          continue;
        const dashed = names.find((other) => other.startsWith(`${name}-`));
        const hint =
          dashed === undefined
            ? didYouMean(name, names)
            : `write it in backticks: $${variable}.\`${dashed}\``;
        object(expression.placeOf(position), `there is no mapping ${name}`, hint);
      }
    }
  },
});
