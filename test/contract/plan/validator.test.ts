import { Double } from 'bson';
import { describe, expect, test } from 'vitest';
import { BsonDocument, encode, type PlainDocument } from '../../../engine/bson/index.ts';
import { readShape } from '../../../engine/contract/plan/shape.ts';
import { compileValidator } from '../../../engine/contract/plan/validator.ts';

/** Schemas whose rules reach a nested document by different ways, with a document that fits and one that does not. */
const table: readonly {
  readonly by: string;
  readonly schema: object;
  readonly good: object;
  readonly bad: object;
}[] = [
  {
    by: 'properties',
    schema: { properties: { a: { properties: { b: { bsonType: 'string' } } } } },
    good: { a: { b: 'x' } },
    bad: { a: { b: 1 } },
  },
  {
    by: 'items',
    schema: { properties: { a: { items: { required: ['b'] } } } },
    good: { a: [{ b: 1 }] },
    bad: { a: [{ b: 1 }, {}] },
  },
  {
    by: '$ref',
    schema: { $defs: { d: { required: ['b'] } }, properties: { a: { $ref: '#/$defs/d' } } },
    good: { a: { b: 1 } },
    bad: { a: {} },
  },
  {
    by: 'allOf',
    schema: { allOf: [{ properties: { a: { required: ['b'] } } }] },
    good: { a: { b: 1 } },
    bad: { a: {} },
  },
  {
    by: 'anyOf below a property',
    schema: { properties: { a: { anyOf: [{ required: ['b'] }, { required: ['c'] }] } } },
    good: { a: { c: 1 } },
    bad: { a: { d: 1 } },
  },
  {
    by: 'additionalProperties',
    schema: { additionalProperties: { required: ['b'] } },
    good: { any: { b: 1 } },
    bad: { any: {} },
  },
  {
    by: 'patternProperties',
    schema: { patternProperties: { '^E': { properties: { n: { bsonType: 'double' } } } } },
    good: { E1: { n: new Double(5) } },
    bad: { E1: { n: 5 } },
  },
  {
    by: 'if and then',
    schema: JSON.parse(
      '{ "if": { "properties": { "a": { "required": ["b"] } } }, "then": { "required": ["c"] } }',
    ),
    good: { a: { b: 1 }, c: 1 },
    bad: { a: { b: 1 } },
  },
  {
    by: 'minProperties',
    schema: { properties: { a: { minProperties: 1 } } },
    good: { a: { b: 1 } },
    bad: { a: {} },
  },
];

describe('a schema sees into documents that were only moved', () => {
  test.each(table)('by $by', ({ schema, good, bad }) => {
    const validate = compileValidator(schema, readShape(schema));
    for (const form of [asBytes, asBuilt]) {
      expect(validate(form(good))).toBeUndefined();
      expect(validate(form(bad))).toMatchObject({
        pointer: expect.any(String),
        expected: expect.any(String),
      });
    }
  });
});

function asBytes(document: object): BsonDocument {
  return new BsonDocument(encode(document as PlainDocument));
}

/** A built document that holds moved ones. */
function asBuilt(document: object): PlainDocument {
  const moved = asBytes(document).fields();
  return { ...moved };
}
