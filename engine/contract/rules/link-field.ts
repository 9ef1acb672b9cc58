import { lookUp } from '../schema/index.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const linkField = defineRule({
  code: 'link.field',
  severity: 'error',
  meaning:
    'A field that `link` writes onto the legacy document is `_id`, has a name that can not be set, or is not declared in the schema of the source.',
  remedy: 'Choose another name, and declare it in the schema of the source.',
  check({ contract }, object) {
    for (const mapping of contract.mappings) {
      const sources = contract.sources.filter(
        ({ name, at }) => at === undefined && mapping.from.includes(name),
      );
      for (const { field, place } of mapping.link) {
        if (field === '_id' || field === '' || /^\$|[.\0]/.test(field) || unsafe.has(field)) {
          object(place, `a link can't write the field ${JSON.stringify(field)}`);
          continue;
        }
        for (const { schema } of sources) {
          const found = lookUp(schema.json, [field]);
          if (found.kind === 'unknown')
            object(place, `${field} is not declared in ${schema.file}`, didYouMean(field, found.names));
        }
      }
    }
  },
});

const unsafe = new Set(['__proto__', 'constructor', 'prototype']);
