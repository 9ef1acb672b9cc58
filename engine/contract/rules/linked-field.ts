import { lookUp } from '../schema/index.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const linkedField = defineRule({
  code: 'linked.field',
  severity: 'error',
  meaning:
    '`linked` names no field of the documents, or none of the first output, or stands in a mapping without elements.',
  remedy: 'Name the field that `link` writes and that the element of the first output has too.',
  check({ contract, at }, object) {
    for (const mapping of contract.mappings) {
      const { linked, outputs } = mapping;
      const [first] = outputs;
      if (linked === undefined || first === undefined) continue;
      const place = at(mapping, 'linked');
      const names = first.fields.children.map(({ name }) => name);
      if (!first.many) object(place, `${mapping.name} gives no elements to which a document could be linked`);
      else if (!names.includes(linked)) {
        object(place, `the output ${first.name} has no field ${linked}`, didYouMean(linked, names));
      }
      for (const source of contract.sources.filter(
        ({ name, at }) => at === undefined && mapping.from.includes(name),
      )) {
        const found = lookUp(source.schema.json, [linked]);
        if (found.kind === 'unknown') {
          object(
            place,
            `${linked} is not declared in ${source.schema.file}`,
            didYouMean(linked, found.names),
          );
        }
      }
    }
  },
});
