import type { SourceModel } from '../model.ts';
import { defineRule } from './rule.ts';

export const sourceCollection = defineRule({
  code: 'source.collection',
  severity: 'error',
  meaning:
    'Two sources read the same collection in the same way; each document must have one disposition in a source.',
  remedy: 'Make one source of them, or let them differ in `at` or `when`.',
  check({ contract }, object) {
    const first = new Map<string, string>();
    for (const source of contract.sources) {
      const key = JSON.stringify(takingOf(source));
      const other = first.get(key);
      if (other === undefined) first.set(key, source.name);
      else object(source.place, `${source.name} reads the collection ${source.collection}, as ${other} does`);
    }
  },
});

function takingOf({ database, collection, at, when }: SourceModel): readonly unknown[] {
  return [database ?? null, collection, at?.value.text.trim() ?? null, when?.value.text.trim() ?? null];
}
