export type {
  CaseDisposition,
  CaseModel,
  ExpectedAbsence,
  ExpectedDisposition,
  ExpectedDrawer,
  ExpectedLink,
  ExpectedReason,
  ExpectedWarnings,
  ExpectModel,
  GivenSource,
} from './cases-model.ts';
export { type ContractCode, contractCodes } from './codes.ts';
export {
  algorithm as digestAlgorithm,
  meaningOf,
  meaningOfSchema,
  type Plain,
  stableText,
  unordered,
} from './digest/index.ts';
export type { ExpressionText, Instrument } from './expressions/index.ts';
export { folders as contractFolders } from './files.ts';
export { type Finding, formatFinding, formatPlace, type Place, type Severity } from './finding.ts';
export { helpers } from './helpers/index.ts';
export type { Waived } from './judging/index.ts';
export { contractFiles, type LoadedContract, type LoadOptions, loadContract } from './load.ts';
export type * from './model.ts';
export { isDay, readDate } from './moment.ts';
export { bindParameters, type ParameterCode, type Parameters, parameterCodes } from './parameters.ts';
export { formatName, formatPath, parsePath } from './path.ts';
export * from './plan/index.ts';
export {
  type EnvironmentModel,
  type EnvironmentName,
  type ProjectCode,
  type ProjectModel,
  projectCodes,
  readProject,
} from './project.ts';
export { type ContractReadResult, type ReadOptions, readContract } from './read.ts';
export type { CodeEntry } from './report.ts';
export {
  type Declared,
  declaredPaths,
  type Lookup,
  lookUp,
  type ServerSchema,
  serverSchema,
} from './schema/index.ts';
export { type Acceptance, type Seal, sealText } from './sealing/index.ts';
export * from './telling/index.ts';
