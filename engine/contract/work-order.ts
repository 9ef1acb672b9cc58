import type { MappingModel } from './model.ts';

/**
 * Names of the mappings in an order in which each comes after what it uses, otherwise as in the contract; those
 * that make drawers come before those that need one. A circle is cut where it is met.
 */
export function workOrder(mappings: readonly MappingModel[]): readonly string[] {
  const byName = new Map(mappings.map((mapping) => [mapping.name, mapping]));
  const done = new Set<string>();
  const visit = (mapping: MappingModel, open: ReadonlySet<string>): void => {
    if (done.has(mapping.name) || open.has(mapping.name)) return;
    const inside = new Set([...open, mapping.name]);
    for (const name of mapping.after) {
      const needed = byName.get(name);
      if (needed) visit(needed, inside);
    }
    done.add(mapping.name);
  };
  const none: ReadonlySet<string> = new Set();
  for (const mapping of mappings) if (mapping.withoutDrawer === 'create') visit(mapping, none);
  for (const mapping of mappings) visit(mapping, none);
  return [...done];
}
