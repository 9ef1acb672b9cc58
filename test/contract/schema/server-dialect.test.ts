import { describe, expect, test } from 'vitest';
import { serverSchema } from '../../../engine/contract/index.ts';

/** A schema, what a server is told, and what it cannot be told. */
const table: readonly {
  readonly name: string;
  readonly schema: object;
  readonly said: object;
  readonly omitted?: readonly string[];
}[] = [
  {
    name: 'what both dialects have stays, prose goes',
    schema: {
      title: 'T',
      description: 'D',
      bsonType: 'object',
      required: ['a'],
      properties: { a: { minLength: 1 } },
    },
    said: { bsonType: 'object', required: ['a'], properties: { a: { minLength: 1 } } },
  },
  { name: 'an empty list of required fields', schema: { required: [] }, said: {} },
  {
    name: 'types of JSON become those of BSON',
    schema: { properties: { a: { type: 'integer' }, b: { type: ['string', 'null'] } } },
    said: { properties: { a: { bsonType: ['int', 'long'] }, b: { bsonType: ['string', 'null'] } } },
  },
  {
    name: 'references are written out, beside what stands with them',
    schema: { $defs: { d: { bsonType: 'int' } }, properties: { a: { $ref: '#/$defs/d', minimum: 1 } } },
    said: { properties: { a: { allOf: [{ bsonType: 'int' }] } } },
    omitted: ['/properties/a/minimum'],
  },
  { name: 'a constant', schema: { const: 'x' }, said: { enum: ['x'] } },
  {
    name: 'a constant object, whose keys have no order',
    schema: { const: { a: 1 } },
    said: {},
    omitted: ['/const'],
  },
  {
    name: 'limits of int32, exclusive ones too',
    schema: { bsonType: 'int', exclusiveMinimum: 0, maximum: 9, multipleOf: 3 },
    said: { bsonType: 'int', minimum: 0, exclusiveMinimum: true, maximum: 9, multipleOf: 3 },
  },
  {
    name: 'two limits on one side',
    schema: { bsonType: 'int', minimum: 1, exclusiveMinimum: 0 },
    said: { bsonType: 'int', minimum: 1, allOf: [{ minimum: 0, exclusiveMinimum: true }] },
  },
  {
    name: 'limits of numbers that are wrapped',
    schema: { bsonType: 'double', minimum: 0, multipleOf: 0.1 },
    said: { bsonType: 'double' },
    omitted: ['/minimum', '/multipleOf'],
  },
  { name: 'a pattern', schema: { pattern: '^client_[0-9]+' }, said: { pattern: '^client_[0-9]+' } },
  { name: 'a pattern with an end', schema: { pattern: 'x$' }, said: {}, omitted: ['/pattern'] },
  {
    name: 'a pattern with letters of Unicode',
    schema: { pattern: '^\\p{L}' },
    said: {},
    omitted: ['/pattern'],
  },
  {
    name: 'lists with places',
    schema: { prefixItems: [{ bsonType: 'int' }], items: false },
    said: { items: [{ bsonType: 'int' }], additionalItems: false },
  },
  {
    name: 'fields that need others',
    schema: { dependentRequired: { a: ['b'], c: [] } },
    said: { dependencies: { a: ['b'] } },
  },
  {
    name: 'nothing else than what is named, and _id',
    schema: { additionalProperties: false, properties: { a: true, b: false } },
    said: { additionalProperties: false, properties: { _id: {}, a: {}, b: { not: {} } } },
  },
  {
    name: 'names by a pattern that a server reads otherwise leave the rest open',
    schema: { properties: { _id: {} }, patternProperties: { '^a$': {} }, additionalProperties: false },
    said: { properties: { _id: {} } },
    omitted: ['/patternProperties/^a$', '/additionalProperties'],
  },
  {
    name: 'what negates, and what there is no word for',
    schema: {
      not: { required: ['a'] },
      oneOf: [{}],
      if: {},
      // biome-ignore lint/suspicious/noThenProperty: it is the keyword.
      then: { required: ['b'] },
      contains: {},
      propertyNames: { maxLength: 3 },
      uniqueItems: true,
      allOf: [{ bsonType: 'object' }, { contains: {} }],
    },
    said: { allOf: [{ bsonType: 'object' }, {}] },
    omitted: [
      '/not',
      '/oneOf',
      '/if',
      '/then',
      '/contains',
      '/propertyNames',
      '/uniqueItems',
      '/allOf/1/contains',
    ],
  },
];

describe('a schema in the dialect of a server', () => {
  test.each(table)('$name', ({ schema, said, omitted = [] }) => {
    expect(serverSchema({ ...schema })).toEqual({ schema: said, omitted });
  });
});
