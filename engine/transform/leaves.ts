import { type BsonValue, type DraftDocument, sameValue } from '../bson/index.ts';
import {
  type Computation,
  complete,
  type LeafPlan,
  type MappingPlan,
  type OutputPlan,
} from '../contract/index.ts';
import { DataFault, type DocumentEffects, type PlainScope, run } from './evaluation.ts';
import { built, setAt } from './values.ts';

/** What a leaf gave: a value, possibly in its twin's place; `undefined` when it is absent. */
export type LeafResult = { readonly value: BsonValue; readonly twin: boolean } | undefined;

type IsBlank = MappingPlan['isBlank'];

/** Evaluates the leaves of an output for one document, in the order of the contract. Throws {@link DataFault}. */
export function evaluateLeaves(
  leaves: readonly LeafPlan[],
  isBlank: IsBlank,
  input: unknown,
  scope: PlainScope,
  now: Date,
  effects: DocumentEffects,
): LeafResult[] {
  const present = (computation: Computation): BsonValue | undefined => {
    const value = run(computation, input, scope, now, effects);
    return value === undefined || isBlank(value) ? undefined : value;
  };
  return leaves.map((leaf) => {
    const result = evaluateLeaf(leaf, present, effects);
    effects.heard?.(leaf, result);
    return result;
  });
}

/** The value that leaves' results make together, completed as the drawer's schema requires. */
export function buildOutput(output: OutputPlan, results: readonly LeafResult[]): DraftDocument {
  const root = built();
  output.leaves.forEach((leaf, at) => {
    const result = results[at];
    if (result === undefined) return;
    setAt(root, result.twin && leaf.else !== undefined ? leaf.else.path : leaf.path, result.value);
  });
  return complete(root, output.shape);
}

/**
 * Fills what the chosen document's results lack from another document's, leaf by leaf; a number and its twin are
 * one leaf. `conflict` hears of each leaf that both have and that differs, `filled` of each that the other gave.
 */
export function fillLeaves(
  output: OutputPlan,
  chosen: readonly LeafResult[],
  filler: readonly LeafResult[],
  conflict: (leaf: LeafPlan) => void,
  filled?: (leaf: LeafPlan) => void,
): LeafResult[] {
  return output.leaves.map((leaf, at) => {
    const own = chosen[at];
    const other = filler[at];
    if (!leaf.fill || other === undefined) return own;
    if (own === undefined) {
      filled?.(leaf);
      return other;
    }
    if (own.twin !== other.twin || !sameValue(own.value, other.value)) conflict(leaf);
    return own;
  });
}

function evaluateLeaf(
  leaf: LeafPlan,
  present: (computation: Computation) => BsonValue | undefined,
  effects: DocumentEffects,
): LeafResult {
  const value = present(leaf.value);
  if (value !== undefined) return { value: coerced(leaf, value), twin: false };
  if (leaf.else !== undefined) {
    const other = present(leaf.else.value);
    if (other !== undefined) {
      effects.warn(leaf.else.warn);
      const fitting = leaf.else.coerce(other);
      if (fitting === undefined) throw misfit(leaf);
      return { value: fitting, twin: true };
    }
  }
  if (leaf.default === undefined) return undefined;
  const fallback = present(leaf.default);
  return fallback === undefined ? undefined : { value: coerced(leaf, fallback), twin: false };
}

function coerced(leaf: LeafPlan, value: BsonValue): BsonValue {
  const fitting = leaf.coerce(value);
  if (fitting === undefined) throw misfit(leaf);
  return fitting;
}

function misfit(leaf: LeafPlan): DataFault {
  return new DataFault({ code: 'value.type', where: leaf.place, detail: leaf.label });
}
