import { Decimal128, Double, Long } from 'bson';
import { type BsonValue, typeName } from '../../bson/index.ts';
import { readDate } from '../moment.ts';
import type { Shape } from './shape.ts';

/** The value in a BSON type that its place allows, or `undefined` when it would not fit without loss. */
export type Coerce = (value: BsonValue) => BsonValue | undefined;

/** Every whole number up to here has a double of its own. */
const EXACT = 2 ** 53;

const asIs: Coerce = (value) => value;

/**
 * The coercion that a place's BSON types ask for (design §4): a value of an allowed type stays as it is; whole
 * numbers become `int` or `long`, numbers `double`, ISO text with a zone `date`, and anything an `array` of one.
 */
export function coercionFor(shape: Shape): Coerce {
  const types = new Set(shape.types);
  if (types.size === 0) return asIs;
  const conversions = shape.types.flatMap((name) => conversionsByType[name] ?? []);
  return (value) => {
    if (types.has(typeName(value))) return value;
    for (const convert of conversions) {
      const converted = convert(value);
      if (converted !== undefined) return converted;
    }
    return undefined;
  };
}

const conversionsByType: Readonly<Record<string, Coerce>> = {
  int: toInt,
  long: toLong,
  double: toDouble,
  decimal: toDecimal,
  date: toDate,
  array: (value) => [value],
};

function toInt(value: BsonValue): BsonValue | undefined {
  const whole = wholeOf(value);
  return whole !== undefined && whole === (Number(whole) | 0) ? whole : undefined;
}

function toLong(value: BsonValue): BsonValue | undefined {
  const whole = wholeOf(value);
  return whole === undefined ? undefined : Long.fromNumber(whole);
}

function toDouble(value: BsonValue): BsonValue | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  return Number.isInteger(number) && !Object.is(number, -0) && number === (number | 0)
    ? new Double(number)
    : number;
}

function toDecimal(value: BsonValue): BsonValue | undefined {
  if (value instanceof Long) return Decimal128.fromString(value.toString());
  const whole = wholeOf(value);
  return whole === undefined ? undefined : Decimal128.fromString(String(whole));
}

function toDate(value: BsonValue): BsonValue | undefined {
  if (typeof value !== 'string') return undefined;
  const read = readDate(value);
  return 'date' in read ? read.date : undefined;
}

function wholeOf(value: BsonValue): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isSafeInteger(number) && !Object.is(number, -0) ? number : undefined;
}

function numberOf(value: BsonValue): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) {
    const within = value.greaterThanOrEqual(-EXACT) && value.lessThanOrEqual(EXACT);
    return within ? value.toNumber() : undefined;
  }
  return undefined;
}
