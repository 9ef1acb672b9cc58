import type { BsonDocument } from '../bson/index.ts';
import { readDate, type SourcePlan } from '../contract/index.ts';
import { attempt, type DocumentEffects, newScope, run } from './evaluation.ts';
import type { Fault } from './outcome.ts';

/** Codes of warnings about a document's date, which it carries whatever becomes of it. */
export const dateWarnings: ReadonlySet<string> = new Set(['date.from_text', 'date.fallback']);

/**
 * The date of a document: of the source's expressions the first that finds something, right or wrong. That it was not
 * the first one, and that it was a text, are warnings. Undefined for a source without dates.
 */
export function dateOf(
  { dates }: SourcePlan,
  document: { readonly document: BsonDocument; readonly whole: BsonDocument },
  now: Date,
  effects: DocumentEffects,
): { readonly date: Date } | { readonly fault: Fault } | undefined {
  for (const [at, expression] of dates.entries()) {
    const scope = newScope({ parent: document.whole });
    const found = attempt(() => run(expression, document.document, scope, now, effects));
    if ('fault' in found) return found;
    const nothing = found.value === undefined || found.value === null;
    if (nothing && at < dates.length - 1) continue;
    const read = readDate(found.value);
    if ('fault' in read) {
      const where = nothing ? (dates[0] ?? expression).place : expression.place;
      return { fault: { code: read.fault, where, detail: undefined } };
    }
    if (at > 0) effects.warn('date.fallback');
    if (read.fromText) effects.warn('date.from_text');
    return { date: read.date };
  }
  return undefined;
}
