import type { CaseModel } from '../cases-model.ts';
import type { Draft } from '../draft.ts';
import type { CodeEntry, Report } from '../report.ts';
import type { Rule } from './rule.ts';

/** All rules, in the order in which they are asked. */
export const rules = [] as const satisfies readonly Rule[];

export type RuleCode = (typeof rules)[number] extends Rule<infer Code> ? Code : never;

/** The codes of the rules with what the documentation says of them. */
export const ruleCodes = Object.fromEntries(
  (rules as readonly Rule[]).map(({ code, severity, meaning, remedy }) => [
    code,
    { severity, meaning, remedy },
  ]),
) as Record<RuleCode, CodeEntry>;

/** Asks every rule; those about what is missing only when nothing was left out. */
export function checkRules(draft: Draft, cases: readonly CaseModel[], report: Report<RuleCode>): void {
  const subject = { ...draft, cases };
  for (const rule of rules as readonly Rule<RuleCode>[]) {
    if (rule.absence && !draft.complete) continue;
    rule.check(subject, (place, message, hint) => report(rule.code, place, message, { hint }));
  }
}
