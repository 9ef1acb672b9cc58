import { type BsonValue, typeName } from '../../bson/index.ts';
import type { HelperDefinition } from '../../expression/index.ts';

/** `$bsonType(v)`: the BSON type behind a value, which `$type` does not tell. */
export const bsonType: HelperDefinition = {
  name: 'bsonType',
  signature: '<j?:s>',
  doc:
    "The name of the value's BSON type as MongoDB calls it: `string`, `int`, `long`, `double`, `decimal`, `date`, " +
    '`objectId`, `bool`, `null`, `array`, `object`, `binData`, … Absent gives absent.',
  examples: [
    { expression: '$bsonType("a")', gives: 'string' },
    { expression: '$bsonType(1)', gives: 'int' },
    { expression: '$bsonType(1.5)', gives: 'double' },
    { expression: '$bsonType(true)', gives: 'bool' },
    { expression: '$bsonType(null)', gives: 'null' },
    { expression: '$bsonType([])', gives: 'array' },
    { expression: '$bsonType({})', gives: 'object' },
    { expression: '$bsonType(missing)', gives: undefined },
  ],
  run: ([value]) => (value === undefined ? undefined : typeName(value as BsonValue)),
};
