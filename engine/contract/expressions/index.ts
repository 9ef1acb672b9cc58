export { bindFunctions } from './bind-functions.ts';
export { type ExpressionCode, expressionCodes } from './codes.ts';
export { compilerFor, placeholderAt } from './compile.ts';
export type { ExpressionText, Instrument } from './instrument.ts';
