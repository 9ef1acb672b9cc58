import type { BsonDocument, BsonValue, DraftDocument } from '../bson/index.ts';
import type { LeafPlan } from '../contract/index.ts';
import type { ClientWork } from './client-work.ts';
import { DocumentEffects, newScope } from './evaluation.ts';
import { evaluateLeaves } from './leaves.ts';
import type { Part, Warning } from './outcome.ts';
import { removeAt } from './removal.ts';
import { setAt, valueAt } from './values.ts';

/** What `finish` gave: the parts it wrote into the drawer, and those that are written only on a change. */
export interface Finished {
  readonly parts: readonly Part[];
  readonly onChange: readonly Part[];
  /** Leaves that gave nothing: their places are empty now, whatever stood there. */
  readonly absent: readonly LeafPlan[];
  readonly warnings: readonly Warning[];
}

const nothingBlank = (): boolean => false;

/**
 * Computes the contract's `finish` on the assembled drawer, in the order of the contract: each value sees those
 * before it. Writes into `drawer`. Throws a data fault.
 */
export function finishDrawer(work: ClientWork, drawer: DraftDocument): Finished {
  const { plan, context } = work;
  const { watch } = context;
  const effects = new DocumentEffects(watch && ((leaf, result) => watch.leaf(leaf, undefined, result)));
  const scope = newScope({
    client: work.client,
    run: context.run,
    sound: work.sound,
    landed: work.present,
    legacy: work.legacy,
    drawer,
  });
  const parts: Part[] = [];
  const onChange: Part[] = [];
  const absent: LeafPlan[] = [];
  for (const leaf of plan.finish) {
    const [result] = evaluateLeaves([leaf], nothingBlank, drawer, scope, context.run.now, effects);
    if (result === undefined) {
      if (!leaf.onChange) {
        removeAt(drawer, leaf.path);
        absent.push(leaf);
      }
      continue;
    }
    const { value } = result;
    const part = partOf(leaf, value);
    if (!leaf.onChange) {
      setAt(drawer, leaf.path, value);
      parts.push(part);
    } else {
      onChange.push(part);
      if (valueAt(work.existing, leaf.path) === undefined) setAt(drawer, leaf.path, value);
    }
  }
  return { parts, onChange, absent, warnings: effects.warnings };
}

/**
 * What became of the places of absent leaves once the drawer was completed: what the schema put there is ours like
 * any other value, so that a later run may replace it. Where it put nothing, what stood there stays for now: only the
 * image can tell whose it is.
 */
export function settleAbsent(
  absent: readonly LeafPlan[],
  whole: DraftDocument,
  existing: BsonDocument | undefined,
): { readonly parts: readonly Part[]; readonly left: readonly Part[] } {
  const parts: Part[] = [];
  const left: Part[] = [];
  for (const leaf of absent) {
    const value = valueAt(whole, leaf.path);
    const stood = valueAt(existing, leaf.path);
    if (value !== undefined) parts.push(partOf(leaf, value));
    else if (stood !== undefined) {
      setAt(whole, leaf.path, stood);
      left.push(partOf(leaf, stood));
    }
  }
  return { parts, left };
}

function partOf(leaf: LeafPlan, value: BsonValue): Part {
  const { label, path } = leaf;
  return { label, path, key: undefined, keyPath: undefined, value, kept: false };
}
