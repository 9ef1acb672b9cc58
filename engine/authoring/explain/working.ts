import { BsonDocument, type BsonValue, isDocument } from '../../bson/index.ts';
import type { SyntaxPart } from '../../expression/index.ts';
import type { Evaluation, Step } from '../tracing/journal.ts';
import type { Intermediate, Working } from './explanation.ts';

/** Parts whose values say nothing that their text, the variables or their own parts do not say. */
const plain = new Set<SyntaxPart['kind']>([
  'literal',
  'regex',
  'lambda',
  'name',
  'variable',
  'bind',
  'block',
]);

/** What is shown of an evaluation. */
export function workingOf(evaluation: Evaluation): Working {
  const { of, steps, result, error } = evaluation;
  return {
    text: of.text,
    place: of.place,
    variables: Object.entries(evaluation.variables)
      .filter(([name]) => new RegExp(`\\$${name}(?![A-Za-z0-9_])`).test(of.text))
      .map(([name, value]) => ({ name: `$${name}`, value })),
    steps: intermediates(of, steps),
    result,
    error: codeOf(error),
  };
}

/** Each part once, with the last value it gave; without the whole, and without what is its own explanation. */
function intermediates(of: Evaluation['of'], steps: readonly Step[]): readonly Intermediate[] {
  const last = new Map<SyntaxPart, Step>();
  for (const step of steps) {
    const whole = step.of === of && step.part.start === 0 && step.part.end === of.text.trimEnd().length;
    if (whole || plain.has(step.part.kind) || isFunction(step.value)) continue;
    last.delete(step.part);
    last.set(step.part, step);
  }
  return [...last.values()].map(({ of: text, part, value }) => ({
    text: text.text.slice(part.start, part.end),
    place: text.placeOf(part.start),
    value,
  }));
}

/** A function, or a call that is still to be made: nothing to show. */
function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  return typeof value === 'object' && value !== null && 'arity' in value && !isDocument(value);
}

function codeOf(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return String(error);
}

/** The value at a path of a legacy document, through lists as expressions go. */
export function rawAt(document: BsonDocument, path: readonly string[]): BsonValue | undefined {
  let at: readonly BsonValue[] = [document];
  let listed = false;
  for (const name of path) {
    at = at.flatMap((value): readonly BsonValue[] => {
      const field = isDocument(value) && value instanceof BsonDocument ? value.get(name) : undefined;
      if (Array.isArray(field) && field.some((item) => item instanceof BsonDocument)) {
        listed = true;
        return field as readonly BsonValue[];
      }
      return field === undefined ? [] : [field];
    });
  }
  return listed && at.length > 1 ? at : at[0];
}
