import { pointerOf, subschemas } from '../schema/index.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';
import { schemasOf } from './schema-invalid.ts';

export const schemaBsonType = defineRule({
  code: 'schema.bson_type',
  severity: 'error',
  meaning: '`bsonType` is no name of a BSON type and no list of such names.',
  remedy: 'Write the name as MongoDB does: `string`, `int`, `long`, `double`, `date`, `objectId`, `bool`, …',
  check(subject, object) {
    for (const schema of schemasOf(subject)) {
      for (const { schema: part, path } of subschemas(schema.json)) {
        if (!Object.hasOwn(part, 'bsonType')) continue;
        const value = part.bsonType;
        const names = Array.isArray(value) ? value : [value];
        if (names.length === 0)
          object(schema.placeOf(pointerOf([...path, 'bsonType'])), 'bsonType names no type');
        for (const [index, name] of names.entries()) {
          if (typeof name === 'string' && bsonTypes.has(name)) continue;
          const pointer = Array.isArray(value) ? [...path, 'bsonType', index] : [...path, 'bsonType'];
          const hint = name === null ? 'quote it: "null"' : didYouMean(String(name), bsonTypes);
          object(schema.placeOf(pointerOf(pointer)), `${JSON.stringify(name)} is no BSON type`, hint);
        }
      }
    }
  },
});

const bsonTypes: ReadonlySet<string> = new Set([
  'double',
  'string',
  'object',
  'array',
  'binData',
  'undefined',
  'objectId',
  'bool',
  'date',
  'null',
  'regex',
  'dbPointer',
  'javascript',
  'symbol',
  'javascriptWithScope',
  'int',
  'timestamp',
  'long',
  'decimal',
  'minKey',
  'maxKey',
]);
