import { didYouMean } from '../suggest.ts';
import { mappingNames } from './names.ts';
import { defineRule } from './rule.ts';

export const afterUnknown = defineRule({
  code: 'after.unknown',
  severity: 'error',
  meaning: 'A mapping comes `after` one that the contract does not have.',
  remedy: 'Correct the name in `after`.',
  check(subject, object) {
    const names = mappingNames(subject);
    if (!subject.allMappings) return;
    for (const mapping of subject.contract.mappings) {
      for (const [index, name] of mapping.after.entries()) {
        if (names.includes(name)) continue;
        object(subject.at(mapping, 'after', index), `there is no mapping ${name}`, didYouMean(name, names));
      }
    }
  },
});
