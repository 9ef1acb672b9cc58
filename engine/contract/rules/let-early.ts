import { variablesOf } from '../expressions/facts.ts';
import type { ContractExpression, MappingModel } from '../model.ts';
import { lateVariables } from '../variables.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

const early = new Set(['order', 'exclude', 'refuse']);

export const letEarly = defineRule({
  code: 'let.early',
  severity: 'error',
  meaning:
    'A `let` that needs `$rank`, `$docs` or `$drawer` is used in `order`, `exclude` or `refuse`, before those are known.',
  remedy: 'Use it in `fields`, `link` or `warn` only, or compute it without those.',
  check({ contract }, object) {
    for (const { expression, mapping, setting } of usesOf(contract)) {
      if (mapping === undefined || !early.has(setting)) continue;
      for (const { name, position } of variablesOf(expression)) {
        const late = lateNeedOf(name, mapping, new Set());
        if (late !== undefined)
          object(expression.placeOf(position), `$${name} needs $${late}, which is not known yet`);
      }
    }
  },
});

function lateNeedOf(name: string, mapping: MappingModel, seen: Set<string>): string | undefined {
  const value: ContractExpression | undefined = mapping.let.find((each) => each.name === name)?.value;
  if (value === undefined || seen.has(name)) return undefined;
  seen.add(name);
  for (const { name: needed } of variablesOf(value)) {
    if (lateVariables.has(needed)) return needed;
    const deeper = lateNeedOf(needed, mapping, seen);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
