import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const databaseUnknown = defineRule({
  code: 'database.unknown',
  severity: 'error',
  meaning:
    'A source is in a database that `databases` does not have, or says no database where there are some.',
  remedy: 'Correct the alias, or declare it in `databases`. With `databases`, every source names one.',
  check({ contract, at }, object) {
    const aliases = contract.databases.map(({ alias }) => alias);
    for (const source of contract.sources) {
      const { name, database, place } = source;
      if (database === undefined) {
        if (aliases.length > 0)
          object(place, `${name} says no database`, `database: ${aliases.join(', or database: ')}`);
      } else if (!aliases.includes(database)) {
        const none = aliases.length === 0 ? 'declare it in databases' : undefined;
        const hint = didYouMean(database, aliases) ?? none;
        object(at(source, 'database'), `there is no database ${database}`, hint);
      }
    }
  },
});
