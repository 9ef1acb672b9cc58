import { defineRule } from './rule.ts';

export const sourceRetire = defineRule({
  code: 'source.retire',
  severity: 'error',
  meaning: 'Two sources of one collection decide differently about retiring it.',
  remedy: 'A collection is retired as a whole: decide it the same way in all of its sources.',
  check({ contract, at }, object) {
    const first = new Map<string, { readonly name: string; readonly apply: boolean }>();
    for (const source of contract.sources) {
      const { database, collection, name, retire } = source;
      const key = JSON.stringify([database ?? null, collection]);
      const other = first.get(key);
      if (other === undefined) first.set(key, { name, apply: retire.apply });
      else if (other.apply !== retire.apply)
        object(at(source, 'retire'), `${name} decides about ${collection} otherwise than ${other.name}`);
    }
  },
});
