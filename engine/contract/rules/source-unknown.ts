import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const sourceUnknown = defineRule({
  code: 'source.unknown',
  severity: 'error',
  meaning: 'A mapping takes its documents from a source that the contract does not have.',
  remedy: 'Correct the name in `from`, or add the source to `contract.yaml`.',
  check({ contract, at }, object) {
    const names = contract.sources.map(({ name }) => name);
    for (const mapping of contract.mappings) {
      for (const [index, name] of mapping.from.entries()) {
        if (names.includes(name)) continue;
        object(at(mapping, 'from', index), `there is no source ${name}`, didYouMean(name, names));
      }
    }
  },
});
