import { defineRule } from './rule.ts';

export const databaseUnused = defineRule({
  code: 'database.unused',
  severity: 'warning',
  meaning: 'No source is in a database that `databases` has; a run would have to be given it for nothing.',
  remedy: 'Remove it.',
  absence: true,
  check({ contract }, object) {
    const used = new Set(contract.sources.map(({ database }) => database));
    for (const { alias, place } of contract.databases)
      if (!used.has(alias)) object(place, `no source is in ${alias}`);
  },
});
