import { Long } from 'bson';
import { type BsonValue, typeName } from '../../bson/index.ts';
import type { HelperDefinition } from '../../expression/index.ts';

/** `$integer(v)`: a whole number within int32. */
export const integer: HelperDefinition = {
  name: 'integer',
  signature: '<x?:n>',
  doc: 'An int32, int64 or double that is whole and within int32, as an int32; absent for anything else, also for a text.',
  examples: [
    { expression: '$integer(30)', gives: 30 },
    { expression: '$integer(-2147483648)', gives: -2147483648 },
    { expression: '$integer(2147483648)', gives: undefined },
    { expression: '$integer(30.5)', gives: undefined },
    { expression: '$integer("30")', gives: undefined },
    { expression: '$integer(null)', gives: undefined },
    { expression: '$integer(missing)', gives: undefined },
  ],
  run([value]) {
    if (value === undefined || value === null || typeof value === 'function') return undefined;
    const type = typeName(value as BsonValue);
    if (type !== 'int' && type !== 'double' && type !== 'long') return undefined;
    const number = value instanceof Long ? value.toNumber() : Number(value);
    return number === (number | 0) ? number | 0 : undefined;
  },
};
