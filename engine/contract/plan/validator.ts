import type { AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import { _, Ajv2020 } from 'ajv/dist/2020.js';
import {
  BsonDocument,
  type BsonValue,
  type DraftDocument,
  fieldsOf,
  isDocument,
  typeName,
} from '../../bson/index.ts';
import type { Validate } from './plan.ts';
import type { Shape } from './shape.ts';

/** The keywords this dialect of JSON Schema adds: `bsonType`, and `elementKey` for the logical id of a list's elements. */
export function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, verbose: true });
  ajv.addKeyword({
    keyword: 'bsonType',
    schemaType: ['string', 'array'],
    code(context) {
      const names: string | readonly string[] = context.schema;
      const allowed = new Set(typeof names === 'string' ? [names] : names);
      const fits = (value: unknown): boolean => allowed.has(typeName(value as BsonValue));
      context.fail(_`!${context.gen.scopeValue('keyword', { ref: fits })}(${context.data})`);
    },
  });
  ajv.addKeyword({ keyword: 'elementKey', schemaType: 'string' });
  return ajv;
}

/** Compiles a schema into a check of BSON values; documents are opened only where the schema restricts what is below. */
export function compileValidator(schema: AnySchemaObject, shape: Shape): Validate {
  if (!shape.constrained) return () => undefined;
  const check = createAjv().compile(schema);
  return (value) => {
    if (check(opened(value, shape))) return undefined;
    const error = check.errors?.[0];
    if (error === undefined) return undefined;
    return {
      pointer: error.instancePath,
      schemaPointer: error.schemaPath.slice(1),
      expected: expectation(error),
    };
  };
}

/** Plain objects down to where the schema looks, so that ajv sees properties instead of views over bytes. */
function opened(value: BsonValue, shape: Shape): BsonValue {
  if (typeof value !== 'object' || value === null || !shape.looksInside) return value;
  if (shape.branching) return openedAll(value);
  if (Array.isArray(value)) return openedList(value, shape.items);
  if (!isDocument(value)) return value;
  const fields = value instanceof BsonDocument ? value.fields() : fieldsOf(value);
  let copy: DraftDocument | undefined;
  for (const [name, child] of shape.inner) {
    if (!Object.hasOwn(fields, name)) continue;
    const before = fields[name] as BsonValue;
    const after = opened(before, child);
    if (after === before) continue;
    copy ??= Object.assign(Object.create(null) as DraftDocument, fields);
    copy[name] = after;
  }
  return copy ?? (fields as DraftDocument);
}

/** All of a value as plain objects: for schemas whose rules reach anywhere below. */
function openedAll(value: BsonValue): BsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(openedAll);
  if (!isDocument(value)) return value;
  const fields = fieldsOf(value);
  const copy = Object.create(null) as DraftDocument;
  for (const name of Object.keys(fields)) copy[name] = openedAll(fields[name] as BsonValue);
  return copy;
}

function openedList(list: readonly BsonValue[], items: Shape | undefined): readonly BsonValue[] {
  return items?.looksInside ? list.map((item) => opened(item, items)) : list;
}

/** What was expected, in a few words and without the value that was found: reports carry no personal data. */
function expectation(error: ErrorObject): string {
  const parameters = error.params as Record<string, unknown>;
  if (error.keyword === 'required') return `required: ${String(parameters.missingProperty)}`;
  if (error.keyword === 'bsonType') return `bsonType: ${[error.schema].flat().join(', ')}`;
  return error.keyword;
}
