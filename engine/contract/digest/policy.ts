import type { PolicyModel } from '../model.ts';
import { type Plain, unordered } from './stable.ts';

/** What a policy means, without its titles and notes. */
export function policyMeaning(policy: PolicyModel): Plain {
  return {
    unread: policy.unread,
    criteria: unordered(
      policy.criteria.map(({ metric, comparison }) => [metric, comparison.kind, comparison.value]),
    ),
    bands: unordered(
      policy.bands.map(({ metric, from, below, verdict, action, owner }) => ({
        metric,
        from: from ?? null,
        below: below ?? null,
        verdict,
        action,
        owner,
      })),
    ),
    approvals: unordered(policy.approvals.map(({ point, approver }) => [point, approver])),
    phases: unordered(policy.phases.map(({ phase, requires }) => [phase, unordered(requires)])),
    severity: { ...policy.severity },
    production: unordered(policy.production),
  };
}
