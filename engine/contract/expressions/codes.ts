import type { CodeEntry } from '../report.ts';

/** Codes of texts that are no expression, or none that can be compiled. */
export const expressionCodes = {
  'expression.syntax': {
    severity: 'error',
    meaning: 'The text is not JSONata at this place.',
    remedy: 'Correct it; the detail is the code of the JSONata documentation.',
  },
  'expression.unsupported': {
    severity: 'error',
    meaning: 'The expression uses something of JSONata that contracts do not have.',
    remedy: 'Write it another way; docs/expressions.md lists what there is.',
  },
  'expression.regex': {
    severity: 'error',
    meaning: 'A regular expression that has no linear-time equivalent (look-around, back reference, …).',
    remedy: 'Write it without those, or with `$contains`, `$substringBefore` and the like.',
  },
  'expression.size': {
    severity: 'error',
    meaning: 'The expression is too long, or nests too many `?:`.',
    remedy: 'Split it with `let` or a function.',
  },
  'expression.depth': {
    severity: 'error',
    meaning: 'The expression is nested too deep.',
    remedy: 'Split it with `let` or a function.',
  },
} as const satisfies Record<string, CodeEntry>;

export type ExpressionCode = keyof typeof expressionCodes;
