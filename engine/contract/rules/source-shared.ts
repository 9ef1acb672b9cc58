import { defineRule } from './rule.ts';

export const sourceShared = defineRule({
  code: 'source.shared',
  severity: 'error',
  meaning: 'A source is used by two mappings, or twice by one; each document must have one disposition.',
  remedy: 'Let one mapping have it, with several outputs where needed.',
  check({ contract, at }, object) {
    const owners = new Map<string, string>();
    for (const mapping of contract.mappings) {
      for (const [index, name] of mapping.from.entries()) {
        const owner = owners.get(name);
        if (owner === undefined) owners.set(name, mapping.name);
        else object(at(mapping, 'from', index), `the source ${name} belongs to the mapping ${owner} already`);
      }
    }
  },
});
