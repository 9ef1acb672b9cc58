import type { CodeEntry } from '../report.ts';

/** Codes of what a policy says about findings. */
export const judgingCodes = {
  'policy.rule': {
    severity: 'error',
    meaning:
      'The policy gives a severity to, or waives, a code that does not exist or that makes a contract unusable.',
    remedy: 'Name a code whose severity is warning; an error has to be repaired.',
  },
  'waiver.expired': {
    severity: 'error',
    meaning: 'A waiver counts no longer: its last day has passed.',
    remedy: 'Repair what it waives, or set another day and say why.',
  },
  'waiver.unused': {
    severity: 'warning',
    meaning: 'A waiver that nothing matches.',
    remedy: 'Remove it: what it waived is repaired, or correct its `file` and `about`.',
  },
} as const satisfies Record<string, CodeEntry>;

export type JudgingCode = keyof typeof judgingCodes;
