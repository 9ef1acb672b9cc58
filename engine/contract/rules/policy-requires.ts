import type { PolicyModel } from '../model.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const policyRequires = defineRule({
  code: 'policy.requires',
  severity: 'error',
  meaning: 'A phase requires a phase, an approval or a parameter that the contract does not have.',
  remedy: 'Correct the name, or add what is required.',
  check({ contract, at }, object) {
    const { policy, parameters } = contract;
    for (const { phase, requires } of policy.phases) {
      for (const [index, text] of requires.entries()) {
        const [, kind = '', name = ''] = /^(phase|approval|parameter) (\S+)/.exec(text) ?? [];
        if (kind === '') continue;
        const known = kind === 'parameter' ? parameters.map((each) => each.name) : namesOf(policy, kind);
        if (known.includes(name)) continue;
        object(
          at(policy, 'phases', phase, 'requires', index),
          `there is no ${kind} ${name}`,
          didYouMean(name, known),
        );
      }
    }
  },
});

function namesOf(policy: PolicyModel, kind: string): readonly string[] {
  return kind === 'phase'
    ? policy.phases.map(({ phase }) => phase)
    : policy.approvals.map(({ point }) => point);
}
