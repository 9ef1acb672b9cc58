import type { Contract } from '../contract/index.ts';

/** For so many days a retired collection can be brought back, and cannot be dropped (R102, I68). */
export const RETURN_DAYS = 30;

/** The suffix of a retirement that begins now: the day in UTC, so that it is the same wherever it runs (I67). */
export function suffixOf(now: Date): string {
  return now.toISOString().slice(0, 10).replaceAll('-', '');
}

/** The name that a collection has once it is retired (R101). */
export function retiredName(collection: string, suffix: string): string {
  return `${collection}_DEPRECATED_${suffix}`;
}

/**
 * The collections that a contract retires, in its order (I66). One that several sources read is retired only if all
 * of them say so.
 */
export function retiredCollections({ sources }: Contract): readonly string[] {
  const staying = new Set(sources.filter(({ retire }) => !retire.apply).map(({ collection }) => collection));
  const retiring = new Set(sources.map(({ collection }) => collection));
  return [...retiring].filter((collection) => !staying.has(collection));
}
