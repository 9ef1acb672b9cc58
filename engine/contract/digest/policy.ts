import type { PolicyModel } from '../model.ts';
import { type Plain, unordered } from './stable.ts';

/**
 * What a policy means, without its titles and notes, and without `check`: what is said about findings changes no run,
 * and a waiver is renewed without a word to those who approved the contract.
 */
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
    ...budgetMeaning(policy.budget),
    ...(policy.validator === 'warn' ? {} : { validator: policy.validator }),
  };
}

/** A policy without a budget means what it meant before there were budgets. */
function budgetMeaning(budget: PolicyModel['budget']): Readonly<Record<string, Plain>> {
  const limits = Object.entries(budget).flatMap(([name, limit]): [string, Plain][] =>
    limit === undefined ? [] : [[name, limit]],
  );
  return limits.length === 0 ? {} : { budget: Object.fromEntries(limits) };
}
