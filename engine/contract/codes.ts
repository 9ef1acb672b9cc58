import { expressionCodes } from './expressions/codes.ts';
import { type JudgingCode, judgingCodes } from './judging/index.ts';
import { readingCodes } from './reading/codes.ts';
import type { CodeEntry } from './report.ts';
import { type RuleCode, ruleCodes } from './rules/index.ts';
import { type SealingCode, sealingCodes } from './sealing/index.ts';
import { yamlCodes } from './yaml/index.ts';

/** Every code that a contract can be found guilty of; a closed union. */
export type ContractCode =
  | keyof typeof yamlCodes
  | keyof typeof readingCodes
  | keyof typeof expressionCodes
  | JudgingCode
  | SealingCode
  | RuleCode;

/** Each code with its severity, meaning and remedy; docs/codes.md has a row for each. */
export const contractCodes: Readonly<Record<ContractCode, CodeEntry>> = Object.freeze({
  ...yamlCodes,
  ...readingCodes,
  ...expressionCodes,
  ...judgingCodes,
  ...sealingCodes,
  ...ruleCodes,
});
