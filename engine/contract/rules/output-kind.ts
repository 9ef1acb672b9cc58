import { formatPath } from '../path.ts';
import { lookUp, typesOf } from '../schema/index.ts';
import { defineRule } from './rule.ts';

export const outputKind = defineRule({
  code: 'output.kind',
  severity: 'error',
  meaning:
    'The outputs of a mapping are of two kinds (one per client, elements of a list), or an output is of another kind than the schema of the drawer says.',
  remedy: 'End `into` with `[]` exactly where the drawer has a list.',
  check({ contract }, object) {
    for (const { outputs } of contract.mappings) {
      const [first] = outputs;
      for (const { name, many, into, place } of outputs) {
        if (first && many !== first.many) {
          object(place, `${name} and ${first.name} are of two kinds: with [] and without`);
        }
        const found = lookUp(contract.target.schema.json, into);
        const types = found.kind === 'declared' ? typesOf(found.schemas) : undefined;
        const wanted = many ? 'array' : 'object';
        if (types !== undefined && !types.has(wanted)) {
          object(
            place,
            `${formatPath(into)} is ${[...types].join(' or ')} in the drawer, not ${wanted}`,
            many ? 'without []?' : 'with []?',
          );
        }
      }
    }
  },
});
