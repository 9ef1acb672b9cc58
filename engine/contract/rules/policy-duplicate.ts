import { defineRule } from './rule.ts';

export const policyDuplicate = defineRule({
  code: 'policy.duplicate',
  severity: 'error',
  meaning: 'The policy has two criteria of the same kind for one metric, or two approvals of one point.',
  remedy: 'Keep one of them.',
  check({ contract, at }, object) {
    const { criteria, approvals } = contract.policy;
    const seen = new Set<string>();
    for (const criterion of criteria) {
      const name = `${criterion.metric} ${criterion.comparison.kind}`;
      if (seen.has(name)) object(at(criterion), `there is a criterion for ${name} already`);
      seen.add(name);
    }
    for (const [index, { point }] of approvals.entries()) {
      if (seen.has(point))
        object(at(contract.policy, 'approvals', index, 'point'), `there is an approval ${point} already`);
      seen.add(point);
    }
  },
});
