import { approvalAdded } from './approval-added.ts';
import { approvalRemoved } from './approval-removed.ts';
import { approverChanged } from './approver-changed.ts';
import { bandAdded } from './band-added.ts';
import { bandChanged } from './band-changed.ts';
import { bandMoved } from './band-moved.ts';
import { bandRemoved } from './band-removed.ts';
import { blankChanged } from './blank-changed.ts';
import { budgetAdded } from './budget-added.ts';
import { budgetLoosened } from './budget-loosened.ts';
import { budgetRemoved } from './budget-removed.ts';
import { budgetTightened } from './budget-tightened.ts';
import { chooseChanged } from './choose-changed.ts';
import { clientIdChanged } from './client-id-changed.ts';
import { clientIntoChanged } from './client-into-changed.ts';
import { criterionAdded } from './criterion-added.ts';
import { criterionChanged } from './criterion-changed.ts';
import { criterionRemoved } from './criterion-removed.ts';
import { cutoffParameterChanged } from './cutoff-parameter-changed.ts';
import { drawerPropertyAdded } from './drawer-property-added.ts';
import { drawerPropertyRemoved } from './drawer-property-removed.ts';
import { enumAdded } from './enum-added.ts';
import { enumChanged } from './enum-changed.ts';
import { enumNarrowed } from './enum-narrowed.ts';
import { enumRemoved } from './enum-removed.ts';
import { enumWidened } from './enum-widened.ts';
import { excludeAdded } from './exclude-added.ts';
import { excludeChanged } from './exclude-changed.ts';
import { excludeRemoved } from './exclude-removed.ts';
import { expressionChanged } from './expression-changed.ts';
import { fieldAdded } from './field-added.ts';
import { fieldDefaultChanged } from './field-default-changed.ts';
import { fieldElseChanged } from './field-else-changed.ts';
import { fieldFillChanged } from './field-fill-changed.ts';
import { fieldMoved } from './field-moved.ts';
import { fieldRemoved } from './field-removed.ts';
import { fillChanged } from './fill-changed.ts';
import { fillerAdded } from './filler-added.ts';
import { fillerChanged } from './filler-changed.ts';
import { fillerRemoved } from './filler-removed.ts';
import { finishAdded } from './finish-added.ts';
import { finishChanged } from './finish-changed.ts';
import { finishMoved } from './finish-moved.ts';
import { finishRemoved } from './finish-removed.ts';
import { functionAdded } from './function-added.ts';
import { functionChanged } from './function-changed.ts';
import { functionRemoved } from './function-removed.ts';
import { functionRenamed } from './function-renamed.ts';
import { ignoreAdded } from './ignore-added.ts';
import { ignoreRemoved } from './ignore-removed.ts';
import { indexAdded } from './index-added.ts';
import { indexMadePlain } from './index-made-plain.ts';
import { indexMadeUnique } from './index-made-unique.ts';
import { indexNameChanged } from './index-name-changed.ts';
import { indexRemoved } from './index-removed.ts';
import { indexUniqueAdded } from './index-unique-added.ts';
import { indexUniqueRemoved } from './index-unique-removed.ts';
import { keywordAdded } from './keyword-added.ts';
import { keywordChanged } from './keyword-changed.ts';
import { keywordRemoved } from './keyword-removed.ts';
import { letAdded } from './let-added.ts';
import { letChanged } from './let-changed.ts';
import { letRemoved } from './let-removed.ts';
import { letRenamed } from './let-renamed.ts';
import { limitNarrowed } from './limit-narrowed.ts';
import { limitWidened } from './limit-widened.ts';
import { linkAdded } from './link-added.ts';
import { linkChanged } from './link-changed.ts';
import { linkRemoved } from './link-removed.ts';
import { linkedChanged } from './linked-changed.ts';
import { mappingAdded } from './mapping-added.ts';
import { mappingAfterChanged } from './mapping-after-changed.ts';
import { mappingFromChanged } from './mapping-from-changed.ts';
import { mappingOrderChanged } from './mapping-order-changed.ts';
import { mappingRemoved } from './mapping-removed.ts';
import { mappingRenamed } from './mapping-renamed.ts';
import { mappingStepChanged } from './mapping-step-changed.ts';
import { onceAdded } from './once-added.ts';
import { onceChanged } from './once-changed.ts';
import { onceRemoved } from './once-removed.ts';
import { outputAdded } from './output-added.ts';
import { outputKeyChanged } from './output-key-changed.ts';
import { outputMoved } from './output-moved.ts';
import { outputOrderChanged } from './output-order-changed.ts';
import { outputRemoved } from './output-removed.ts';
import { outputRenamed } from './output-renamed.ts';
import { parameterAdded } from './parameter-added.ts';
import { parameterDefaultChanged } from './parameter-default-changed.ts';
import { parameterMadeOptional } from './parameter-made-optional.ts';
import { parameterMadeRequired } from './parameter-made-required.ts';
import { parameterRemoved } from './parameter-removed.ts';
import { parameterRenamed } from './parameter-renamed.ts';
import { parameterRequiredAdded } from './parameter-required-added.ts';
import { parameterRequiredRemoved } from './parameter-required-removed.ts';
import { parameterRetyped } from './parameter-retyped.ts';
import { phaseAdded } from './phase-added.ts';
import { phaseRemoved } from './phase-removed.ts';
import { productionAdded } from './production-added.ts';
import { productionRemoved } from './production-removed.ts';
import { refuseAdded } from './refuse-added.ts';
import { refuseChanged } from './refuse-changed.ts';
import { refuseRemoved } from './refuse-removed.ts';
import { requiredAdded } from './required-added.ts';
import { requiredRemoved } from './required-removed.ts';
import { requirementAdded } from './requirement-added.ts';
import { requirementRemoved } from './requirement-removed.ts';
import type { Rule } from './rule.ts';
import { rulesReordered } from './rules-reordered.ts';
import { schemaClosed } from './schema-closed.ts';
import { schemaClosingRemoved } from './schema-closing-removed.ts';
import { schemaOpeningChanged } from './schema-opening-changed.ts';
import { severityAdded } from './severity-added.ts';
import { severityLowered } from './severity-lowered.ts';
import { severityRaised } from './severity-raised.ts';
import { severityRemoved } from './severity-removed.ts';
import { sourceAdded } from './source-added.ts';
import { sourceClientChanged } from './source-client-changed.ts';
import { sourceCollectionChanged } from './source-collection-changed.ts';
import { sourceCutoffApplied } from './source-cutoff-applied.ts';
import { sourceCutoffLifted } from './source-cutoff-lifted.ts';
import { sourceDateAdded } from './source-date-added.ts';
import { sourceDateChanged } from './source-date-changed.ts';
import { sourceDateRemoved } from './source-date-removed.ts';
import { sourcePropertyAdded } from './source-property-added.ts';
import { sourcePropertyRemoved } from './source-property-removed.ts';
import { sourceRemoved } from './source-removed.ts';
import { sourceRenamed } from './source-renamed.ts';
import { sourceRetireAdded } from './source-retire-added.ts';
import { sourceRetireRemoved } from './source-retire-removed.ts';
import { sourceSettingAdded } from './source-setting-added.ts';
import { sourceSettingChanged } from './source-setting-changed.ts';
import { sourceSettingRemoved } from './source-setting-removed.ts';
import { targetCollectionChanged } from './target-collection-changed.ts';
import { thresholdLoosened } from './threshold-loosened.ts';
import { thresholdTightened } from './threshold-tightened.ts';
import { titleAdded } from './title-added.ts';
import { titleChanged } from './title-changed.ts';
import { titleRemoved } from './title-removed.ts';
import { typeAdded } from './type-added.ts';
import { typeChanged } from './type-changed.ts';
import { typeNarrowed } from './type-narrowed.ts';
import { typeRemoved } from './type-removed.ts';
import { typeWidened } from './type-widened.ts';
import { unreadChanged } from './unread-changed.ts';
import { validatorChanged } from './validator-changed.ts';
import { volatileAdded } from './volatile-added.ts';
import { volatileRemoved } from './volatile-removed.ts';
import { warnAdded } from './warn-added.ts';
import { warnChanged } from './warn-changed.ts';
import { warnRemoved } from './warn-removed.ts';
import { withoutDrawerChanged } from './without-drawer-changed.ts';

/** All rules; of those about the same edits the first that applies counts. */
export const rules: readonly Rule[] = [
  parameterRequiredAdded,
  parameterAdded,
  parameterRequiredRemoved,
  parameterRemoved,
  parameterRenamed,
  parameterRetyped,
  parameterMadeRequired,
  parameterMadeOptional,
  parameterDefaultChanged,
  cutoffParameterChanged,
  clientIdChanged,
  clientIntoChanged,
  targetCollectionChanged,
  indexUniqueAdded,
  indexAdded,
  indexUniqueRemoved,
  indexRemoved,
  indexMadeUnique,
  indexMadePlain,
  indexNameChanged,
  volatileAdded,
  volatileRemoved,
  onceAdded,
  onceRemoved,
  onceChanged,
  sourceAdded,
  sourceRemoved,
  sourceRenamed,
  sourceCollectionChanged,
  sourceClientChanged,
  sourceDateAdded,
  sourceDateRemoved,
  sourceDateChanged,
  sourceCutoffApplied,
  sourceCutoffLifted,
  sourceRetireAdded,
  sourceRetireRemoved,
  ignoreAdded,
  ignoreRemoved,
  mappingAdded,
  mappingRemoved,
  mappingRenamed,
  mappingStepChanged,
  mappingFromChanged,
  mappingAfterChanged,
  mappingOrderChanged,
  chooseChanged,
  fillChanged,
  blankChanged,
  withoutDrawerChanged,
  linkedChanged,
  letAdded,
  letRemoved,
  letChanged,
  letRenamed,
  excludeAdded,
  excludeRemoved,
  excludeChanged,
  refuseAdded,
  refuseRemoved,
  refuseChanged,
  warnAdded,
  warnRemoved,
  warnChanged,
  rulesReordered,
  outputAdded,
  outputRemoved,
  outputRenamed,
  outputMoved,
  outputKeyChanged,
  outputOrderChanged,
  fieldAdded,
  fieldRemoved,
  fieldMoved,
  expressionChanged,
  fieldDefaultChanged,
  fieldElseChanged,
  fieldFillChanged,
  linkAdded,
  linkRemoved,
  linkChanged,
  finishAdded,
  finishRemoved,
  finishChanged,
  finishMoved,
  functionAdded,
  functionRemoved,
  functionChanged,
  functionRenamed,
  drawerPropertyAdded,
  drawerPropertyRemoved,
  sourcePropertyAdded,
  sourcePropertyRemoved,
  typeAdded,
  typeRemoved,
  typeWidened,
  typeNarrowed,
  typeChanged,
  requiredAdded,
  requiredRemoved,
  enumAdded,
  enumRemoved,
  enumWidened,
  enumNarrowed,
  enumChanged,
  schemaClosed,
  schemaClosingRemoved,
  schemaOpeningChanged,
  keywordAdded,
  keywordRemoved,
  limitNarrowed,
  limitWidened,
  keywordChanged,
  unreadChanged,
  criterionAdded,
  criterionRemoved,
  thresholdTightened,
  thresholdLoosened,
  criterionChanged,
  bandAdded,
  bandRemoved,
  bandMoved,
  bandChanged,
  approvalAdded,
  approvalRemoved,
  approverChanged,
  phaseAdded,
  phaseRemoved,
  requirementAdded,
  requirementRemoved,
  severityAdded,
  severityRemoved,
  severityRaised,
  severityLowered,
  productionAdded,
  productionRemoved,
  budgetAdded,
  budgetRemoved,
  budgetTightened,
  budgetLoosened,
  titleAdded,
  titleRemoved,
  titleChanged,
  sourceSettingAdded,
  sourceSettingRemoved,
  sourceSettingChanged,
  fillerAdded,
  fillerRemoved,
  fillerChanged,
  validatorChanged,
];

export { type Level, levels, type Rule, type Said } from './rule.ts';
