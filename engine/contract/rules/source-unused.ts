import { defineRule } from './rule.ts';

export const sourceUnused = defineRule({
  code: 'source.unused',
  severity: 'error',
  meaning: 'No mapping takes the documents of a source.',
  remedy: 'Name it in the `from` of a mapping, or remove it.',
  absence: true,
  check({ contract }, object) {
    const used = new Set(contract.mappings.flatMap(({ from }) => from));
    for (const { name, place } of contract.sources) {
      if (!used.has(name)) object(place, `no mapping takes documents from ${name}`);
    }
  },
});
