export type { CaseCoverage, Covered, Unreached } from './cases/case-coverage.ts';
export { type CaseDifference, subjectOf } from './cases/compare-case.ts';
export { junitOf } from './cases/junit.ts';
export {
  type CaseResult,
  type ExplainedDifference,
  passes,
  type TestResult,
  testCases,
} from './cases/test-cases.ts';
export { type UpdatedFile, updateCases } from './cases/update-cases.ts';
export {
  type ContractCoverage,
  isEnough,
  measureCoverage,
  type Respect,
  respectsOf,
} from './coverage/measure.ts';
export type { SourceCoverage, UncoveredPath } from './coverage/source.ts';
export type { TargetCoverage, Unfilled } from './coverage/target.ts';
export { type ContractFiles, type DraftRequest, draftContract } from './draft/index.ts';
export {
  formatDrawerPath,
  type Leaf,
  leavesIn,
  parseDrawerPath,
  type Segment,
  valueIn,
} from './explain/drawer-path.ts';
export { explainPath } from './explain/explain.ts';
export type {
  Explanation,
  Intermediate,
  Loser,
  NamedDocument,
  ReadValue,
  Working,
} from './explain/explanation.ts';
export { type Destination, type DocumentStory, type LegacyValue, storyOf } from './explain/from.ts';
export { type ResolvedPath, resolvePath } from './explain/resolve-path.ts';
export { touches, type Use, usesOf } from './explain/uses.ts';
export { valuePaths } from './explain/value-paths.ts';
export { copyVersion, type FolderFiles, isTaken, writeNewFolder } from './folder/index.ts';
export { findClient, type Legacy, readLegacy } from './legacy.ts';
export {
  type Equivalent,
  type Equivalents,
  equivalentsFile,
  readEquivalents,
} from './mutation/equivalents.ts';
export type { Mutant } from './mutation/mutants.ts';
export { isKilled, type MutationResult, mutate } from './mutation/mutate.ts';
export * from './profile/index.ts';
export { shown, valueJson } from './shown.ts';
export { traceStanding } from './standing.ts';
export { type ClientTrace, traceClient } from './tracing/client-trace.ts';
export { loadTraced, type TracedContract, type TracedReading } from './tracing/traced-contract.ts';
export { type Addition, type Attempt, attempt } from './try/attempt.ts';
export { type Chosen, chooseDocuments, sampleDocuments } from './try/choose.ts';
