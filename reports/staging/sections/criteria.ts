import type { CriterionResult, StageResult } from '../../../engine/rehearsal/index.ts';
import { formatCountText } from '../../format/index.ts';
import type { Catalogue } from '../../texts/index.ts';
import { CRITERION_MARKS } from '../marks.ts';
import { metricTitle } from '../titles.ts';

export interface CriterionRow {
  readonly metric: string;
  readonly title: string;
  /** `≥ 95%`, `0`: the operator as it was compared (I05). */
  readonly threshold: string;
  readonly value: string;
  readonly mark: string;
  readonly state: CriterionResult['state'];
}

/** The acceptance criteria with the manual's marks (R060–R064). */
export function criterionRows(result: StageResult, texts: Catalogue): readonly CriterionRow[] {
  return result.criteria.map((criterion) => ({
    metric: criterion.metric,
    title: criterion.title ?? metricTitle(result, texts, criterion.metric),
    threshold: measure(criterion.metric, criterion.threshold),
    value: criterion.value === null ? texts.notApplicable : measure(criterion.metric, criterion.value),
    mark: CRITERION_MARKS[criterion.state],
    state: criterion.state,
  }));
}

/** Match rates are per cents, all other metrics are counts. */
function measure(metric: string, text: string): string {
  return metric.startsWith('match.') ? `${text}%` : text.replace(/\d+/g, formatCountText);
}
