import { type BsonDocument, type BsonValue, digest, idText } from '../../bson/index.ts';
import type { Plan } from '../../contract/index.ts';
import { type Image, partKey } from '../../migration/index.ts';
import { valueIn } from '../explain/drawer-path.ts';

/**
 * The image that a drawer of a case has: everything in it that the contract fills counts as written by an earlier run,
 * so that this one may replace it. Of no legacy document is it said that it has landed.
 */
export function ownImage(plan: Plan, drawer: BsonDocument): Image {
  const parts = new Map<string, { label: string; key: string | undefined; digest: string }>();
  const add = (label: string, key: string | undefined, value: BsonValue | undefined): void => {
    if (value !== undefined) parts.set(partKey(label, key), { label, key, digest: digest(value) });
  };
  for (const { label, path } of plan.finish) add(label, undefined, valueIn(drawer, path));
  for (const { label, into, many, key } of plan.mappings.flatMap(({ outputs }) => outputs)) {
    const held = valueIn(drawer, into);
    if (!many) add(label, undefined, held);
    if (!many || key === undefined || !Array.isArray(held)) continue;
    for (const element of held as readonly BsonValue[]) {
      const id = valueIn(element, key);
      if (id !== undefined) add(label, idText(id), element);
    }
  }
  return { id: idText(drawer.get('_id') ?? null), client: '', documents: new Map(), parts };
}
