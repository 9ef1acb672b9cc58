import { formatPath } from '../path.ts';
import { lookUp } from '../schema/index.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const casePath = defineRule({
  code: 'case.path',
  severity: 'error',
  meaning: 'A case names a path that the schema of the drawer lacks: nothing will ever be there.',
  remedy: 'Correct the path.',
  check({ contract, cases }, object) {
    const { schema } = contract.target;
    for (const { expect } of cases) {
      const named = [
        ...expect.drawers.flatMap(({ values }) => values),
        ...expect.absent.flatMap(({ paths }) => paths),
      ];
      for (const { path, place } of named) {
        const found = lookUp(schema.json, path);
        if (found.kind !== 'unknown') continue;
        const known = formatPath(path.slice(0, found.depth + 1));
        const hint = didYouMean(path[found.depth] ?? '', found.names);
        object(place, `the drawer has no ${known} in ${schema.file}`, hint);
      }
    }
  },
});
