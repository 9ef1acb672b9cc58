import { BsonDocument, encode, isDocument } from '../bson/index.ts';
import type { AsidePlan, SourcePlan } from '../contract/index.ts';
import { attempt, DocumentEffects, newScope, run } from './evaluation.ts';
import type { Fault } from './outcome.ts';

/** A document that a source does not carry: for a declared reason, or because the contract cannot be asked of it. */
export interface Aside {
  readonly disposition: 'excluded' | 'quarantined';
  readonly fault: Fault;
}

/** What a declared reason says about a document. */
export function asideBy({ disposition, code, note, fix, place: where }: AsidePlan): Aside {
  return { disposition, fault: { code, where, detail: undefined, note, fix } };
}

/**
 * The object of a stored document that its source is about: the document itself, or what `at` gives. A document of
 * which `when` does not hold, or in which `at` finds nothing, is set aside by that rule.
 */
export function takenBy(
  source: SourcePlan,
  whole: BsonDocument,
  now: Date,
): { readonly object: BsonDocument } | Aside {
  const { when } = source;
  if (when !== undefined) {
    const holds = attempt(() => run(when.value, whole, newScope({}), now, new DocumentEffects()));
    if ('fault' in holds) return { disposition: 'quarantined', fault: holds.fault };
    if (holds.value !== true) return asideBy(when);
  }
  return objectOf(source, whole, now);
}

/** As {@link takenBy}, of a document that the source is known to take. */
export function objectOf(
  { at }: SourcePlan,
  whole: BsonDocument,
  now: Date,
): { readonly object: BsonDocument } | Aside {
  if (at === undefined) return { object: whole };
  const found = attempt(() => run(at.value, whole, newScope({}), now, new DocumentEffects()));
  if ('fault' in found) return { disposition: 'quarantined', fault: found.fault };
  const { value } = found;
  if (value === undefined || value === null) return asideBy(at);
  if (!isDocument(value)) {
    const fault = { code: 'source.object', where: at.value.place, detail: undefined };
    return { disposition: 'quarantined', fault };
  }
  return { object: value instanceof BsonDocument ? value : new BsonDocument(encode(value)) };
}
