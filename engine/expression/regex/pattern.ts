import type { CodeSet } from './code-set.ts';

/** A regular expression taken apart. */
export type Pattern =
  | { readonly kind: 'set'; readonly set: CodeSet }
  | { readonly kind: 'assertion'; readonly text: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'group'; readonly captures: boolean; readonly body: Pattern }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | {
      readonly kind: 'repeat';
      readonly body: Pattern;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    };

/** Why a pattern has no linear-time equal. */
export class Untranslatable extends Error {}

/** Whether the pattern can match the empty text. */
export function isNullable(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'set':
      return false;
    case 'assertion':
      return true;
    case 'group':
      return isNullable(pattern.body);
    case 'sequence':
      return pattern.items.every(isNullable);
    case 'choice':
      return pattern.options.some(isNullable);
    case 'repeat':
      return pattern.min === 0 || isNullable(pattern.body);
  }
}

/** Whether any part of the pattern is such. */
export function some(pattern: Pattern, test: (part: Pattern) => boolean): boolean {
  if (test(pattern)) return true;
  switch (pattern.kind) {
    case 'group':
    case 'repeat':
      return some(pattern.body, test);
    case 'sequence':
      return pattern.items.some((item) => some(item, test));
    case 'choice':
      return pattern.options.some((option) => some(option, test));
    default:
      return false;
  }
}

/**
 * Refuses what RE2 and JavaScript answer differently: a group inside a repetition that the last round may skip
 * (JavaScript forgets it, RE2 keeps it), and empty rounds of a repetition.
 */
export function checkRepetitions(pattern: Pattern): void {
  some(pattern, (part) => {
    if (part.kind === 'repeat') checkRepetition(part.body, part.min, part.max);
    return false;
  });
}

function checkRepetition(body: Pattern, min: number, max: number): void {
  const captures = some(body, isCapture);
  if (max > 1 && captures && maySkipCapture(body)) {
    throw new Untranslatable('a group inside a repetition is not set in every round');
  }
  if (!isNullable(body) || (min > 0 && max <= 1)) return;
  if (captures || some(body, (part) => part.kind === 'choice' || (part.kind === 'repeat' && part.lazy))) {
    throw new Untranslatable('what is repeated can be empty');
  }
}

function isCapture(part: Pattern): boolean {
  return part.kind === 'group' && part.captures;
}

function maySkipCapture(pattern: Pattern): boolean {
  return some(pattern, (part) => {
    if (part.kind === 'choice') return some(part, isCapture);
    return part.kind === 'repeat' && part.min === 0 && some(part.body, isCapture);
  });
}
