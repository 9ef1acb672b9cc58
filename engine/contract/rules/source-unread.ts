import type { Path, SchemaModel } from '../model.ts';
import { formatPath } from '../path.ts';
import { type SourceRead, sourceReads } from '../plan/source-reads.ts';
import { type At, expand, mergedProperties, pointerOf, rootOf } from '../schema/index.ts';
import { defineRule } from './rule.ts';
import { overlaps } from './tree.ts';

export const sourceUnread = defineRule({
  code: 'source.unread',
  severity: 'warning',
  meaning: 'A path that the schema of a source declares is read by no expression and not in `ignore`.',
  remedy: 'Read it, or put it in `ignore` with the reason.',
  absence: true,
  check({ contract }, object) {
    const used = new Set(contract.mappings.flatMap(({ from }) => from));
    for (const source of contract.sources.filter(({ name }) => used.has(name))) {
      const ignored = source.ignore.map(({ path }) => ({ path, whole: true }));
      const reads: readonly SourceRead[] = [
        { path: ['_id'], whole: true },
        ...ignored,
        ...sourceReads(contract, source),
      ];
      const found = (path: Path, schema: SchemaModel, pointer: string): void => {
        object(
          schema.placeOf(pointer),
          `nothing reads ${formatPath(path)} of ${source.name}`,
          'read it, or put it in ignore',
        );
      };
      visit(source.schema, [rootOf(source.schema.json)], [], reads, found, 0);
    }
  },
});

/** Walks the declared paths; what lies below an unread one is not reported again. */
function visit(
  model: SchemaModel,
  schemas: readonly At[],
  path: Path,
  reads: readonly SourceRead[],
  found: (path: Path, schema: SchemaModel, pointer: string) => void,
  depth: number,
): void {
  if (depth > 100) return;
  for (const [name, children] of mergedProperties(expand(model.json, schemas, 'elements'))) {
    const child = [...path, name];
    const near = reads.filter((read) => overlaps(read.path, child));
    if (near.some((read) => read.whole && read.path.length <= child.length)) continue;
    const deeper = near.some((read) => read.path.length > child.length);
    if (!deeper && !near.some((read) => read.path.length === child.length)) {
      found(child, model, pointerOf(children[0]?.pointer ?? []));
    } else if (deeper) visit(model, children, child, reads, found, depth + 1);
  }
}
