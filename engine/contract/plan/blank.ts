import { type BsonValue, sameValue } from '../../bson/index.ts';

/** A test for the results that a mapping counts as absent. */
export function blankTest(blank: readonly BsonValue[]): (value: BsonValue) => boolean {
  const plain = new Set<BsonValue>(blank.filter((value) => value === null || typeof value !== 'object'));
  const others = blank.filter((value) => value !== null && typeof value === 'object');
  if (others.length === 0) return (value) => plain.has(value);
  return (value) =>
    plain.has(value) ||
    (typeof value === 'object' && value !== null && others.some((other) => sameValue(other, value)));
}
