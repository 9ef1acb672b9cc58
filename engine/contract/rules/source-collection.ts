import { defineRule } from './rule.ts';

export const sourceCollection = defineRule({
  code: 'source.collection',
  severity: 'error',
  meaning: 'Two sources read the same collection; each document must have one disposition.',
  remedy: 'Make one source of them.',
  check({ contract }, object) {
    const first = new Map<string, string>();
    for (const { name, collection, place } of contract.sources) {
      const other = first.get(collection);
      if (other === undefined) first.set(collection, name);
      else object(place, `${name} reads the collection ${collection}, as ${other} does`);
    }
  },
});
