import type { Plan } from '../contract/index.ts';
import { keepsWithin, percentText, type Rate, reaches } from '../migration/index.ts';
import type { CriterionResult } from './result.ts';

/** The figures that criteria are asked of. */
export interface Figures {
  readonly match: ReadonlyMap<string, Rate>;
  readonly criticalErrors: number;
  readonly duplicates: number;
}

/** Judges the policy's staging criteria by whole numbers alone (I05, I13, I14). */
export function judgeCriteria(plan: Plan, figures: Figures): readonly CriterionResult[] {
  return plan.policy.criteria.map(({ metric, title, comparison }) => {
    const { kind, value: limit } = comparison;
    const threshold = kind === 'at_least' ? `≥ ${limit}` : limit === 0 ? '0' : `≤ ${limit}`;
    const base = { metric, title: title ?? null, threshold };
    const rate = rateOf(metric, figures);
    if (rate !== undefined) {
      const met = kind === 'at_least' ? reaches(rate, limit) : keepsWithin(rate, limit);
      const state = met === undefined ? 'not_applicable' : met ? 'met' : 'not_met';
      return { ...base, value: percentText(rate), state };
    }
    const count = countOf(metric, figures);
    if (count === undefined) return { ...base, value: null, state: 'not_applicable' };
    const met = kind === 'at_least' ? count >= limit : count <= limit;
    return { ...base, value: String(count), state: met ? 'met' : 'not_met' };
  });
}

function rateOf(metric: string, figures: Figures): Rate | undefined {
  return metric.startsWith('match.') ? figures.match.get(metric.slice('match.'.length)) : undefined;
}

function countOf(metric: string, figures: Figures): number | undefined {
  if (metric === 'critical_errors') return figures.criticalErrors;
  if (metric === 'duplicates') return figures.duplicates;
  const unlinked = metric.startsWith('unlinked.')
    ? figures.match.get(metric.slice('unlinked.'.length))
    : undefined;
  return unlinked === undefined ? undefined : unlinked.of - unlinked.landed;
}
