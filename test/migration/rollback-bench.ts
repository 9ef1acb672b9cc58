import { canonicalJson } from '../../engine/bson/index.ts';
import { type RollbackResult, records, rollback } from '../../engine/migration/index.ts';
import { currentHolder, type TargetStore } from '../../engine/stores/index.ts';

/** The product's own history, which a rollback adds to and never takes away. */
const history: ReadonlySet<string> = new Set([
  records.runs,
  records.ledger,
  records.quarantine,
  records.environment,
]);

/** Every collection as it is, to the byte: documents, options, indexes. Records that hold nothing count as absent. */
export async function holdings(store: TargetStore): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const { name, options, indexes } of await store.collections()) {
    if (history.has(name)) continue;
    const documents: string[] = [];
    for await (const batch of store.list(name))
      documents.push(...batch.map((bytes) => Buffer.from(bytes).toString('base64')));
    if (documents.length === 0 && name.startsWith('migration_')) continue;
    found[name] = {
      documents,
      options: options === undefined ? undefined : canonicalJson(options),
      indexes: indexes?.map((index) => canonicalJson(index)),
    };
  }
  return found;
}

/** Rolls a run back as the command does. */
export function takeBack(target: TargetStore, run: string, legacy?: TargetStore): Promise<RollbackResult> {
  const now = new Date('2025-06-02T10:00:00.000Z');
  return rollback({ run, target, legacy, holder: currentHolder('rollback'), now });
}

/** The figures of a rollback. */
export function figures({ drawers, links, images, left }: RollbackResult) {
  return { ...drawers, links, images, left: left.length };
}

export const none = { removed: 0, restored: 0, cut: 0, links: 0, images: 0, left: 0 };
