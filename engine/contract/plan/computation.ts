import type { BsonValue } from '../../bson/index.ts';
import type { Computed } from '../model.ts';
import type { Computation } from './plan.ts';

const none: ReadonlySet<string> = new Set();

/** An expression or literal of the contract as something to run. */
export function toComputation(computed: Computed): Computation {
  if (computed.kind === 'literal') {
    const { value, place } = computed;
    return { text: String(value), place, variables: none, run: () => value, placeOf: () => place };
  }
  const { text, place, compiled } = computed;
  return {
    text,
    place,
    variables: new Set(compiled.variables.map((variable) => variable.name)),
    run: (input, scope, now, effects) =>
      compiled.evaluate(input, scope, { now, effects }) as BsonValue | undefined,
    placeOf: (offset) => computed.placeOf(offset),
  };
}
