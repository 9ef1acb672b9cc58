import type { CaseModel } from '../cases-model.ts';
import type { Draft } from '../draft.ts';
import type { CodeEntry, Report } from '../report.ts';
import { afterCycle } from './after-cycle.ts';
import { afterMissing } from './after-missing.ts';
import { afterUnknown } from './after-unknown.ts';
import { caseDuplicate } from './case-duplicate.ts';
import { caseParameter } from './case-parameter.ts';
import { casePath } from './case-path.ts';
import { caseReference } from './case-reference.ts';
import { cutoffParameter } from './cutoff-parameter.ts';
import { databaseUnknown } from './database-unknown.ts';
import { databaseUnused } from './database-unused.ts';
import { dateUndeclared } from './date-undeclared.ts';
import { drawerPath } from './drawer-path.ts';
import { drawerUnfilled } from './drawer-unfilled.ts';
import { fillUseless } from './fill-useless.ts';
import { fillerSource } from './filler-source.ts';
import { functionCollision } from './function-collision.ts';
import { functionContext } from './function-context.ts';
import { functionCycle } from './function-cycle.ts';
import { functionExample } from './function-example.ts';
import { functionForbidden } from './function-forbidden.ts';
import { functionUnknown } from './function-unknown.ts';
import { functionUnused } from './function-unused.ts';
import { functionValue } from './function-value.ts';
import { ignoreRead } from './ignore-read.ts';
import { ignoreUnknown } from './ignore-unknown.ts';
import { letCollision } from './let-collision.ts';
import { letEarly } from './let-early.ts';
import { letUnused } from './let-unused.ts';
import { linkField } from './link-field.ts';
import { linkShared } from './link-shared.ts';
import { linkedField } from './linked-field.ts';
import { mappingDuplicate } from './mapping-duplicate.ts';
import { mappingUnknown } from './mapping-unknown.ts';
import { orderTotal } from './order-total.ts';
import { outputChoose } from './output-choose.ts';
import { outputCollision } from './output-collision.ts';
import { outputKey } from './output-key.ts';
import { outputKind } from './output-kind.ts';
import { outputNone } from './output-none.ts';
import { parameterDefault } from './parameter-default.ts';
import { parameterUndefined } from './parameter-undefined.ts';
import { parameterUnused } from './parameter-unused.ts';
import { pathUnknown } from './path-unknown.ts';
import { policyBands } from './policy-bands.ts';
import { policyDuplicate } from './policy-duplicate.ts';
import { policyMetric } from './policy-metric.ts';
import { policyRequires } from './policy-requires.ts';
import { policyThreshold } from './policy-threshold.ts';
import { referenceUnknown } from './reference-unknown.ts';
import { resolveSource } from './resolve-source.ts';
import type { Rule } from './rule.ts';
import { schemaBsonType } from './schema-bson-type.ts';
import { schemaInvalid } from './schema-invalid.ts';
import { schemaKeyword } from './schema-keyword.ts';
import { sourceCollection } from './source-collection.ts';
import { sourceRetire } from './source-retire.ts';
import { sourceShared } from './source-shared.ts';
import { sourceUnknown } from './source-unknown.ts';
import { sourceUnread } from './source-unread.ts';
import { sourceUnused } from './source-unused.ts';
import { targetOnce } from './target-once.ts';
import { valueMismatch } from './value-mismatch.ts';
import { variableUnknown } from './variable-unknown.ts';

/** All rules, in the order in which they are asked. */
export const rules = [
  afterCycle,
  afterMissing,
  afterUnknown,
  caseDuplicate,
  caseParameter,
  casePath,
  caseReference,
  cutoffParameter,
  databaseUnknown,
  databaseUnused,
  dateUndeclared,
  drawerPath,
  drawerUnfilled,
  fillerSource,
  fillUseless,
  functionCollision,
  functionContext,
  functionCycle,
  functionExample,
  functionForbidden,
  functionUnknown,
  functionUnused,
  functionValue,
  ignoreRead,
  ignoreUnknown,
  letCollision,
  letEarly,
  letUnused,
  linkField,
  linkShared,
  linkedField,
  mappingDuplicate,
  mappingUnknown,
  orderTotal,
  outputChoose,
  outputCollision,
  outputKey,
  outputKind,
  outputNone,
  parameterDefault,
  parameterUndefined,
  parameterUnused,
  pathUnknown,
  policyBands,
  policyDuplicate,
  policyMetric,
  policyRequires,
  policyThreshold,
  referenceUnknown,
  resolveSource,
  schemaBsonType,
  schemaInvalid,
  schemaKeyword,
  sourceCollection,
  sourceRetire,
  sourceShared,
  sourceUnknown,
  sourceUnread,
  sourceUnused,
  targetOnce,
  valueMismatch,
  variableUnknown,
] as const satisfies readonly Rule[];

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
