import { functionsOf, variablesOf } from '../expressions/facts.ts';
import type { FunctionModel } from '../model.ts';
import { defineRule } from './rule.ts';

export const functionCycle = defineRule({
  code: 'function.cycle',
  severity: 'error',
  meaning: 'Functions of `functions.yaml` need each other in a circle, or one needs itself.',
  remedy: 'Write it without recursion.',
  check({ contract }, object) {
    const byName = new Map(contract.functions.map((each) => [each.name, each]));
    const done = new Set<FunctionModel>();
    const visit = (each: FunctionModel, open: readonly FunctionModel[]): void => {
      if (done.has(each)) return;
      const path = [...open, each];
      for (const { name, position } of [...functionsOf(each.value), ...variablesOf(each.value)]) {
        const next = byName.get(name);
        if (next === undefined) continue;
        const start = path.indexOf(next);
        if (start < 0) visit(next, path);
        else {
          const circle = [...path.slice(start), next].map((other) => `$${other.name}`).join(' → ');
          object(each.value.placeOf(position), `these functions need each other: ${circle}`);
        }
      }
      done.add(each);
    };
    for (const each of contract.functions) visit(each, []);
  },
});
