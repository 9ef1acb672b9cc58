import { defineRule } from './rule.ts';

export const linkShared = defineRule({
  code: 'link.shared',
  severity: 'error',
  meaning: 'Two sources write the same field back onto the documents of one collection.',
  remedy: 'Let one mapping write it; a document has each field once.',
  check({ contract }, object) {
    const first = new Map<string, string>();
    for (const mapping of contract.mappings) {
      for (const { field, place } of mapping.link) {
        for (const { name, database, collection } of contract.sources) {
          if (!mapping.from.includes(name)) continue;
          const key = JSON.stringify([database ?? null, collection, field]);
          const other = first.get(key);
          if (other === undefined) first.set(key, name);
          else object(place, `${field} of ${collection} is written for ${name} and for ${other}`);
        }
      }
    }
  },
});
