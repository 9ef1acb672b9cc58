export { type JudgingCode, judgingCodes } from './codes.ts';
export { judge, type Waived } from './judge.ts';
