import { Long } from 'bson';
import { type BsonValue, typeName } from '../../bson/index.ts';
import type { HelperDefinition } from '../../expression/index.ts';
import { trimWhiteSpace } from './white-space.ts';

const digits = /^([+-]?[0-9]+(?:[.,][0-9]+)?)(.*)$/s;

/** `$numberEs(v, units)`: a measure as people write it, with a comma or a point (T61). */
export const numberEs: HelperDefinition = {
  name: 'numberEs',
  signature: '<x?a<s>?:n>',
  doc:
    'A finite number as it is (an int64 only within ±2^53); a text that, without the white space around it, is ' +
    'digits with an optional sign, an optional decimal part after `.` or `,`, and optionally one of the units, with ' +
    'or without one space before it; absent for anything else.',
  examples: [
    { expression: '$numberEs("83,5")', gives: 83.5 },
    { expression: '$numberEs(" 83.5 ")', gives: 83.5 },
    { expression: '$numberEs("83,5 kg", ["kg", "cm"])', gives: 83.5 },
    { expression: '$numberEs("80%", "%")', gives: 80 },
    { expression: '$numberEs("-7")', gives: -7 },
    { expression: '$numberEs(72.5)', gives: 72.5 },
    { expression: '$numberEs("83  kg", ["kg"])', gives: undefined },
    { expression: '$numberEs("83 kg")', gives: undefined },
    { expression: '$numberEs("1.234,5")', gives: undefined },
    { expression: '$numberEs("0x10")', gives: undefined },
    { expression: '$numberEs("unos 80")', gives: undefined },
    { expression: '$numberEs("")', gives: undefined },
    { expression: '$numberEs(null)', gives: undefined },
    { expression: '$numberEs(true)', gives: undefined },
  ],
  run([value, units]) {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return numberOf(value, Array.isArray(units) ? (units as string[]) : []);
    return isUsableNumber(value as BsonValue) ? value : undefined;
  },
};

const mostUnsafe = Long.fromString('9007199254740992');

function isUsableNumber(value: BsonValue): boolean {
  switch (typeName(value)) {
    case 'int':
      return true;
    case 'double':
      return Number.isFinite(Number(value));
    case 'long':
      return value instanceof Long && value.lte(mostUnsafe) && value.gte(mostUnsafe.neg());
    default:
      return false;
  }
}

function numberOf(text: string, units: readonly string[]): number | undefined {
  const match = digits.exec(trimWhiteSpace(text));
  if (match === null) return undefined;
  const [, number = '', rest = ''] = match;
  if (rest !== '' && !units.some((unit) => rest === unit || rest === ` ${unit}`)) return undefined;
  const value = Number(number.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}
