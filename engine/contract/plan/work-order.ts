import type { MappingPlan } from './plan.ts';

/**
 * The mappings in an order in which each comes after what it uses. Those that make drawers come before those that
 * need one, because whether a client has a drawer must be known to them.
 */
export function workOrder(mappings: readonly MappingPlan[]): readonly MappingPlan[] {
  const done = new Set<string>();
  const result: MappingPlan[] = [];
  const place = (mapping: MappingPlan, open: ReadonlySet<string>): void => {
    if (done.has(mapping.name) || open.has(mapping.name)) return;
    const inner = new Set([...open, mapping.name]);
    for (const name of mapping.after) {
      const needed = mappings.find((other) => other.name === name);
      if (needed !== undefined) place(needed, inner);
    }
    done.add(mapping.name);
    result.push(mapping);
  };
  const none: ReadonlySet<string> = new Set();
  for (const mapping of mappings.filter((candidate) => candidate.createsDrawer)) place(mapping, none);
  for (const mapping of mappings) place(mapping, none);
  return result;
}
