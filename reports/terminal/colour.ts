import type { StageResult } from '../../engine/rehearsal/index.ts';

const CODES = { bold: 1, dim: 2, green: 32, red: 31, yellow: 33 } as const;
export type Style = keyof typeof CODES;
export type Paint = (text: string, ...styles: readonly Style[]) => string;

/**
 * Whether a stream takes colours: a terminal, unless NO_COLOR is set to anything or the terminal is dumb. The caller
 * hands in stream and environment.
 */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  environment: { readonly NO_COLOR?: string | undefined; readonly TERM?: string | undefined },
): boolean {
  return stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
}

/** A painter that does nothing when colours aren't wanted. */
export function painter(colour: boolean): Paint {
  if (!colour) return (text) => text;
  return (text, ...styles) => `${styles.map((style) => `\u001b[${CODES[style]}m`).join('')}${text}\u001b[0m`;
}

export const VERDICT_STYLES: Readonly<Record<StageResult['verdict'], Style>> = {
  accepted: 'green',
  rejected: 'red',
  inconclusive: 'yellow',
};
