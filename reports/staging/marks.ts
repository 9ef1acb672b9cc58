import type { CriterionResult, StageResult } from '../../engine/rehearsal/index.ts';

/** The manual's three marks, for criteria and for the verdict (R064). */
export const CRITERION_MARKS: Readonly<Record<CriterionResult['state'], string>> = {
  met: '✅',
  not_met: '❌',
  not_applicable: '⏳',
};

export const VERDICT_MARKS: Readonly<Record<StageResult['verdict'], string>> = {
  accepted: '✅',
  rejected: '❌',
  inconclusive: '⏳',
};
