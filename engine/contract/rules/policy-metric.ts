import type { Contract } from '../model.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const policyMetric = defineRule({
  code: 'policy.metric',
  severity: 'error',
  meaning:
    'The policy names a metric that does not exist, or one of a mapping that the contract does not have.',
  remedy: 'Write `match.<mapping>`, `unlinked.<mapping>`, `critical_errors` or `duplicates`.',
  check({ contract, at, allMappings }, object) {
    if (!allMappings) return;
    const metrics = metricsOf(contract);
    for (const item of [...contract.policy.criteria, ...contract.policy.bands]) {
      if (metrics.includes(item.metric)) continue;
      object(at(item, 'metric'), `there is no metric ${item.metric}`, didYouMean(item.metric, metrics));
    }
  },
});

function metricsOf(contract: Contract): readonly string[] {
  const mappings = contract.mappings.map(({ name }) => name);
  return [
    'critical_errors',
    'duplicates',
    ...mappings.map((name) => `match.${name}`),
    ...mappings.map((name) => `unlinked.${name}`),
  ];
}
