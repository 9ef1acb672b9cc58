import { formatPath } from '../path.ts';
import { lookUp } from '../schema/index.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const ignoreUnknown = defineRule({
  code: 'ignore.unknown',
  severity: 'error',
  meaning: 'A path in `ignore` is not declared in the schema of its source.',
  remedy: 'Correct the path, or declare it in the schema.',
  check({ contract }, object) {
    for (const { ignore, schema } of contract.sources) {
      for (const { path, place } of ignore) {
        const found = lookUp(schema.json, path);
        if (found.kind !== 'unknown') continue;
        const known = formatPath(path.slice(0, found.depth + 1));
        object(
          place,
          `${known} is not declared in ${schema.file}`,
          didYouMean(path[found.depth] ?? '', found.names),
        );
      }
    }
  },
});
