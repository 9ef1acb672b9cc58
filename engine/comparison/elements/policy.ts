import type { Contract, Place } from '../../contract/index.ts';
import type { Element } from './element.ts';
import { element } from './make.ts';

const top: Place = { file: 'policy.yaml', line: 1, column: 1 };

/** The policy: criteria, bands, approvals, phases, severities, budget. */
export function policyElements({ policy }: Contract): readonly Element[] {
  return [
    element('policy-unread', ['policy', 'unread'], policy.unread, { place: top }),
    element('policy-validator', ['policy', 'validator'], policy.validator, { place: top }),
    ...policy.criteria.map(({ metric, comparison, place }) =>
      element(
        'criterion',
        ['policy', 'criterion', metric],
        { [comparison.kind]: comparison.value },
        {
          place,
          text: `${comparison.kind} ${comparison.value}`,
        },
      ),
    ),
    ...policy.bands.map(({ metric, from, below, verdict, action, owner, place }) =>
      element(
        'band',
        ['policy', 'band', metric, `${from ?? ''}–${below ?? ''}`],
        { verdict, action, owner },
        { place, text: `${verdict}: ${action} (${owner})` },
      ),
    ),
    ...policy.approvals.map(({ point, approver }) =>
      element('approval', ['policy', 'approval', point], approver, { place: top }),
    ),
    ...policy.phases.flatMap(({ phase, requires }) => [
      element('phase', ['policy', 'phase', phase], true, { place: top, text: phase }),
      ...requires.map((name) =>
        element('requirement', ['policy', 'phase', phase, 'requires', name], true, {
          place: top,
          text: name,
        }),
      ),
    ]),
    ...Object.entries(policy.severity).map(([code, severity]) =>
      element('severity', ['policy', 'severity', code], severity, { place: top }),
    ),
    ...policy.production.map((name) =>
      element('production', ['policy', 'production', name], true, { place: top, text: name }),
    ),
    ...Object.entries(policy.budget).flatMap(([name, limit]) =>
      limit === undefined ? [] : [element('budget', ['policy', 'budget', name], limit, { place: top })],
    ),
  ];
}
