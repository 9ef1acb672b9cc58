export { readCases } from './cases.ts';
export { type ReadingCode, readingCodes } from './codes.ts';
export type { CompileText, ReadContext, StageCode } from './context.ts';
export { type ContractReading, readContractFile } from './contract.ts';
export { readExpression } from './expression.ts';
export { type FunctionReading, readFunctions } from './functions.ts';
export { readMapping } from './mapping.ts';
export { emptyPolicy, readPolicy } from './policy.ts';
export { readSchema } from './schema.ts';
