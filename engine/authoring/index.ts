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
export type {
  Explanation,
  Intermediate,
  Loser,
  NamedDocument,
  ReadValue,
  Working,
} from './explain/explanation.ts';
export * from './profile/index.ts';
export { shown, valueJson } from './shown.ts';
export { loadTraced, type TracedContract, type TracedReading } from './tracing/traced-contract.ts';
