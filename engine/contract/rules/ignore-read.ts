import { formatPath } from '../path.ts';
import { sourceReads } from '../plan/source-reads.ts';
import { defineRule } from './rule.ts';
import { overlaps } from './tree.ts';

export const ignoreRead = defineRule({
  code: 'ignore.read',
  severity: 'warning',
  meaning: 'A path in `ignore` is read by an expression after all.',
  remedy: 'Take it out of `ignore`.',
  check({ contract }, object) {
    for (const source of contract.sources) {
      const reads = sourceReads(contract, source).filter(({ path }) => path.length > 0);
      for (const { path, place } of source.ignore) {
        const read = reads.find(
          (each) => overlaps(each.path, path) && (each.path.length >= path.length || each.whole),
        );
        if (read) object(place, `${formatPath(path)} is read (${formatPath(read.path)})`);
      }
    }
  },
});
