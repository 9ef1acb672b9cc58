import { readsOf } from '../expressions/facts.ts';
import type { Contract, MappingModel } from '../model.ts';
import { defineRule } from './rule.ts';
import { overlaps } from './tree.ts';
import { usesOf } from './uses.ts';

export const afterMissing = defineRule({
  code: 'after.missing',
  severity: 'error',
  meaning: 'A mapping uses what another one gives (`$landed`, `$sound`, `$drawer`) without coming after it.',
  remedy: 'Name that mapping in `after`.',
  check({ contract }, object) {
    for (const { expression, mapping } of usesOf(contract)) {
      if (mapping === undefined) continue;
      const before = new Set(reachable(mapping, contract)).add(mapping.name);
      for (const { variable, path, position } of readsOf(expression)) {
        for (const needed of neededBy(variable, path, contract)) {
          if (before.has(needed)) continue;
          before.add(needed);
          const what = `$${variable}.${path.join('.')}`;
          object(
            expression.placeOf(position),
            `${what} comes from the mapping ${needed}`,
            `after: [ …, ${needed} ]`,
          );
        }
      }
    }
  },
});

/** The mappings whose results a path read through a variable may hold. */
function neededBy(
  variable: string | undefined,
  path: readonly string[],
  contract: Contract,
): readonly string[] {
  const [name] = path;
  if (name === undefined) return [];
  if (variable === 'landed' || variable === 'sound') {
    return contract.mappings.some((mapping) => mapping.name === name) ? [name] : [];
  }
  if (variable !== 'drawer') return [];
  return contract.mappings
    .filter(({ outputs }) => outputs.some(({ into }) => overlaps(into, path)))
    .map((mapping) => mapping.name);
}

/** The mappings that one comes after, directly or through others. */
function reachable(mapping: MappingModel, contract: Contract): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...mapping.after];
  while (open.length > 0) {
    const name = open.pop() as string;
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(contract.mappings.find((other) => other.name === name)?.after ?? []));
  }
  return found;
}
