import { defineRule } from './rule.ts';

export const policyThreshold = defineRule({
  code: 'policy.threshold',
  severity: 'error',
  meaning: 'A threshold is negative, or a rate is compared with more than 100 per cent.',
  remedy: 'Rates are whole per cents from 0 to 100, all other metrics counts from 0.',
  check({ contract, at }, object) {
    const { criteria, bands } = contract.policy;
    for (const criterion of criteria) {
      const { kind, value } = criterion.comparison;
      check(criterion.metric, value, (message) => object(at(criterion, kind), message));
    }
    for (const band of bands) {
      for (const end of ['from', 'below'] as const) {
        const value = band[end];
        if (value !== undefined) check(band.metric, value, (message) => object(at(band, end), message));
      }
    }
  },
});

function check(metric: string, value: number, object: (message: string) => void): void {
  if (value < 0) object(`${metric} is never below 0`);
  else if (metric.startsWith('match.') && value > 100) object(`${metric} is a rate: at most 100`);
}
