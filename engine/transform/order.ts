import { Double, Long } from 'bson';
import { type BsonValue, compareText, idText } from '../bson/index.ts';

/**
 * Total order of values as the language defines it: dates as instants, numbers as numbers, texts by UTF-8 bytes,
 * of different kinds by kind, an absent value last.
 */
export function compareValues(a: BsonValue | undefined, b: BsonValue | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  const kind = kindOf(a) - kindOf(b);
  if (kind !== 0) return kind;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (a instanceof Long && b instanceof Long) return a.compare(b);
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== undefined && right !== undefined) return compareNumbers(left, right);
  return compareText(idText(a), idText(b));
}

/** Compares two lists of values term by term. */
export function compareKeys(
  a: readonly (BsonValue | undefined)[],
  b: readonly (BsonValue | undefined)[],
): number {
  for (let at = 0; at < a.length; at++) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** What is no number comes before all numbers, so that the order is total. */
function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : a > b ? 1 : 0;
}

function kindOf(value: BsonValue): number {
  if (value instanceof Date) return 0;
  if (numberOf(value) !== undefined) return 1;
  return typeof value === 'string' ? 2 : 3;
}

function numberOf(value: BsonValue): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  return undefined;
}
