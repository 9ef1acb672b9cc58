import { readsOf } from '../expressions/facts.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

export const parameterUnused = defineRule({
  code: 'parameter.unused',
  severity: 'warning',
  meaning: 'Nothing uses a parameter.',
  remedy: 'Remove it, or name it where it was meant.',
  absence: true,
  check({ contract }, object) {
    const reads = usesOf(contract)
      .flatMap(({ expression }) => readsOf(expression))
      .filter(({ variable, path }) => variable === 'run' && (path.length === 0 || path[0] === 'parameters'));
    if (reads.some(({ path, whole }) => path.length < 2 && whole)) return;
    const used = new Set([contract.cutoff, ...reads.map(({ path }) => path[1])]);
    const required = contract.policy.phases.flatMap(({ requires }) => requires);
    for (const { name, place } of contract.parameters) {
      if (used.has(name) || required.includes(`parameter ${name}`)) continue;
      object(place, `nothing uses the parameter ${name}`);
    }
  },
});
