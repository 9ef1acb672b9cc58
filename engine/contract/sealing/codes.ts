import type { CodeEntry } from '../report.ts';

/** Codes of what freezes a version. */
export const sealingCodes = {
  'seal.mapping': {
    severity: 'error',
    meaning: 'The version is sealed, and what it maps is no longer what was sealed.',
    remedy: 'Take the change back, or make it in a new version: `drawer new NAME --version … --from …`.',
  },
  'seal.policy': {
    severity: 'error',
    meaning: 'The version is sealed, and its policy is no longer what was sealed.',
    remedy: 'Take the change back, or make it in a new version.',
  },
  'seal.algorithm': {
    severity: 'error',
    meaning: 'The seal was made by another way of taking digests than this release knows.',
    remedy: 'Check it with the release that sealed it.',
  },
} as const satisfies Record<string, CodeEntry>;

export type SealingCode = keyof typeof sealingCodes;
