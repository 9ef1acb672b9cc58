import type { Plan } from '../contract/index.ts';
import { Databases, type SourceStore, StoreFailure, type TargetStore } from '../stores/index.ts';

/**
 * Refuses to write drawers into a collection that the contract reads legacy documents from: those that are there would
 * pass for drawers that were migrated already. Throws {@link StoreFailure}.
 */
export function keepApart(plan: Plan, source: SourceStore, target: TargetStore): void {
  for (const { name, collection } of plan.sources) {
    const read =
      source instanceof Databases ? source.locate(collection) : { name: collection, label: source.label };
    if (read.label !== target.label || read.name !== plan.target.collection) continue;
    throw new StoreFailure('store.foreign', `the source ${name} is the collection that drawers go to`, {
      place: `${target.label}.${plan.target.collection}`,
      hint: 'choose another target; documents of another schema are never taken for drawers',
    });
  }
}
