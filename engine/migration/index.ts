export { keepApart } from './apart.ts';
export {
  type Applied,
  type ApplyObserver,
  type ApplyRequest,
  apply,
  migrationOf,
  type Previewed,
  previewApply,
} from './apply.ts';
export { BudgetSpent, type PlannedFigures } from './budget.ts';
export { type Carried, type Carrying, carry } from './carry.ts';
export { ClientIndexing } from './client-index.ts';
export {
  type Correction,
  type CorrectionRequest,
  type CorrectionResult,
  correct,
} from './correction.ts';
export {
  type DeploymentKind,
  DeploymentRefused,
  environmentOf,
  recordEnvironment,
  recordedEnvironment,
} from './deployment.ts';
export { type Difference, differenceOf, type Stored } from './difference.ts';
export { type Disposition, dispositionOf, dispositions } from './disposition.ts';
export { type Gathered, type GroupedBucket, groupByClient, type Stray } from './dossiers.ts';
export { approveExclusion, ExclusionRefused } from './exclusion-approval.ts';
export { type ExclusionProposal, type Proposing, proposeExclusion } from './exclusion-proposal.ts';
export { approvedExclusions, type Exclusions } from './exclusions.ts';
export { exportCollection } from './export.ts';
export { type Failpoint, failpoint, setFailpointHandler } from './failpoint.ts';
export { type Bucket, Gathering } from './gathering.ts';
export { heldAt } from './held.ts';
export { decodeImage, documentKey, type Image, partKey } from './image.ts';
export { type Arrival, receive } from './intake.ts';
export { dossierOf } from './landed.ts';
export { linkId } from './links.ts';
export { type MigrationRequest, type MigrationResult, migrate, Paused } from './migrate.ts';
export { removeOrphanedSpools } from './orphaned-spools.ts';
export { figuresOf, type Outline, outdated, outlineOf } from './outline.ts';
export { Pace } from './pace.ts';
export { type Prepared, prepareTarget, type Validator } from './prepare.ts';
export {
  findQuarantined,
  listQuarantine,
  type QuarantineEntry,
  type QuarantineFilter,
  type QuarantineRecord,
  quarantinedText,
} from './quarantine-list.ts';
export { keepsWithin, percentText, type Rate, reaches } from './rate.ts';
export { NoCutoff, type Period, reconcile } from './reconcile.ts';
export { records } from './records.ts';
export { type Replay, type Replayed, replay } from './replay.ts';
export { RollbackRefused, type RollbackRequest, type RollbackResult, rollback } from './rollback.ts';
export type { Left } from './rollback-progress.ts';
export { touchedBy } from './rollback-survey.ts';
export { BUCKETS, inPartition, type Partition, wholePartition } from './route.ts';
export { type BulkHistory, type RunDetail, type RunHistory, runDetail, runHistory } from './run-history.ts';
export { underRunLease } from './run-lease.ts';
export { listRuns, type RunRecord } from './run-record.ts';
export {
  type Gatherer,
  PROGRESS_EVERY,
  type Progress,
  type ScannedSource,
  type ScannedStore,
  scanSources,
} from './scan.ts';
export {
  type Account,
  type DispositionCounts,
  type QuarantineTally,
  Tally,
  type WarningTally,
} from './tally.ts';
export { batchWay, carriesStray, type Way } from './way.ts';
