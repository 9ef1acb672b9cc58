import { defineRule } from './rule.ts';

export const outputNone = defineRule({
  code: 'output.none',
  severity: 'error',
  meaning: 'A mapping has no output, or an output no field.',
  remedy: 'Add one, or remove the mapping.',
  absence: true,
  check({ contract, at }, object) {
    for (const mapping of contract.mappings) {
      if (mapping.outputs.length === 0) object(at(mapping, 'outputs'), `${mapping.name} has no output`);
      for (const output of mapping.outputs) {
        if (output.fields.children.length === 0) object(at(output, 'fields'), `${output.name} has no field`);
      }
    }
  },
});
