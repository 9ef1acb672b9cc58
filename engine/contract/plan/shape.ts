import { BsonDocument, type BsonValue, type DraftDocument, isDocument } from '../../bson/index.ts';

/**
 * What a schema says about the form of a value: the BSON types a place may have, its properties in their order,
 * and which are required. Read once from the schema's JSON.
 */
export interface Shape {
  /** BSON type names; empty when the schema does not say. */
  readonly types: readonly string[];
  readonly properties: ReadonlyMap<string, Shape>;
  readonly required: ReadonlySet<string>;
  readonly items: Shape | undefined;
  /** Path of the logical id of this list's elements, where the schema names one (`elementKey`). */
  readonly elementKey: string | undefined;
  /** True when the schema restricts the value, or something below it, beyond naming properties. */
  readonly constrained: boolean;
  /** The properties that completing must look at: required ones, and those with such properties below. */
  readonly demanding: readonly (readonly [string, Shape])[];
  /** The properties whose schema looks inside them. */
  readonly inner: readonly (readonly [string, Shape])[];
  /** True when the schema has rules that reach below by other ways than named properties and items. */
  readonly branching: boolean;
  /** True when the schema says something of the value's own fields or items, beyond its type. */
  readonly looksInside: boolean;
  /** True when what stands here was completed before it was put here. */
  readonly settled: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const open: Shape = Object.freeze({
  types: [],
  properties: new Map(),
  required: new Set<string>(),
  items: undefined,
  elementKey: undefined,
  constrained: false,
  demanding: [],
  inner: [],
  branching: false,
  looksInside: false,
  settled: false,
});

const silent = new Set([
  'title',
  'description',
  'properties',
  '$defs',
  '$schema',
  '$id',
  '$comment',
  'elementKey',
  '$ref',
]);

/** Keywords with schemas of their own for what lies below, other than `properties` and `items`. */
const branchingKeywords = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'patternProperties',
  'propertyNames',
  'dependentSchemas',
  'prefixItems',
  'contains',
  'const',
  'enum',
  'uniqueItems',
];

const typing = new Set(['bsonType', 'type']);

const jsonTypes: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  boolean: ['bool'],
  null: ['null'],
  object: ['object'],
  array: ['array'],
  integer: ['int', 'long'],
  number: ['int', 'long', 'double', 'decimal'],
};

/** Reads the shape of a schema; `$ref` reaches into the schema's own `$defs`. */
export function readShape(schema: unknown, root: unknown = schema, depth = 0): Shape {
  if (!isJson(schema) || depth > 100) return open;
  const target = typeof schema.$ref === 'string' ? follow(schema.$ref, root) : undefined;
  if (target !== undefined) return readShape({ ...target, ...without(schema, '$ref') }, root, depth + 1);
  const properties = new Map<string, Shape>();
  if (isJson(schema.properties)) {
    for (const [name, child] of Object.entries(schema.properties)) {
      properties.set(name, readShape(child, root, depth + 1));
    }
  }
  const items = schema.items === undefined ? undefined : readShape(schema.items, root, depth + 1);
  const required = new Set(texts(schema.required));
  const restricting = Object.keys(schema).filter((keyword) => !silent.has(keyword));
  const below = [...properties.values()].some((child) => child.constrained);
  return Object.freeze({
    types: readTypes(schema),
    properties,
    required,
    items,
    elementKey: typeof schema.elementKey === 'string' ? schema.elementKey : undefined,
    constrained: restricting.length > 0 || below,
    demanding: demandingOf(properties, required),
    inner: [...properties].filter(([, child]) => child.looksInside),
    branching:
      branchingKeywords.some((keyword) => schema[keyword] !== undefined) ||
      isJson(schema.additionalProperties),
    looksInside: below || restricting.some((keyword) => !typing.has(keyword)),
    settled: false,
  });
}

/** The shape at a path below `shape`; an open shape where the schema does not say. */
export function shapeAt(shape: Shape, path: readonly string[]): Shape {
  let at = shape;
  for (const name of path) at = at.properties.get(name) ?? open;
  return at;
}

/** True when the schema requires the last name of the path in its parent. */
export function requiredAt(shape: Shape, path: readonly string[]): boolean {
  const parent = shapeAt(shape, path.slice(0, -1));
  return parent.required.has(path[path.length - 1] ?? '');
}

/** What a required place holds when nothing fills it: `{}`, `[]`, null, or nothing at all. */
export function emptyOf(shape: Shape): BsonValue | undefined {
  if (shape.types.includes('object')) return complete({}, shape);
  if (shape.types.includes('array')) return [];
  if (shape.types.includes('null')) return null;
  return undefined;
}

/**
 * The object with what its shape requires, down to where objects were built; moved documents stay as they are.
 * Nothing is changed in place: what lacks nothing comes back as it is.
 */
export function complete(value: DraftDocument, shape: Shape): DraftDocument {
  let copy: DraftDocument | undefined;
  for (const [name, child] of shape.demanding) {
    const present = Object.hasOwn(value, name) ? value[name] : undefined;
    const wanted = present === undefined ? missing(name, shape, child) : settledOrComplete(present, child);
    if (wanted === undefined || wanted === present) continue;
    copy ??= copyOf(value);
    copy[name] = wanted;
  }
  return copy ?? value;
}

function missing(name: string, shape: Shape, child: Shape): BsonValue | undefined {
  return shape.required.has(name) ? emptyOf(child) : undefined;
}

function settledOrComplete(present: BsonValue, shape: Shape): BsonValue {
  return !shape.settled && shape.demanding.length > 0 && isBuilt(present)
    ? complete(present, shape)
    : present;
}

/** A copy of a built object; `__proto__` stays a field like any other (T10). */
function copyOf(value: DraftDocument): DraftDocument {
  return Object.assign(
    Object.create(Object.hasOwn(value, '__proto__') ? null : Object.prototype),
    value,
  ) as DraftDocument;
}

/** The shape with the values at these paths marked as completed already: `complete` looks no deeper there. */
export function settledAt(shape: Shape, paths: readonly (readonly string[])[]): Shape {
  if (paths.some((path) => path.length === 0)) return Object.freeze({ ...shape, settled: true });
  const properties = new Map(shape.properties);
  for (const name of new Set(paths.map((path) => path[0] as string))) {
    const child = properties.get(name);
    const below = paths.filter((path) => path[0] === name).map((path) => path.slice(1));
    if (child !== undefined) properties.set(name, settledAt(child, below));
  }
  return Object.freeze({ ...shape, properties, demanding: demandingOf(properties, shape.required) });
}

function demandingOf(
  properties: ReadonlyMap<string, Shape>,
  required: ReadonlySet<string>,
): readonly (readonly [string, Shape])[] {
  return [...properties].filter(([name, child]) => required.has(name) || child.demanding.length > 0);
}

/** True for an object that was built, as opposed to one moved as it lies in a legacy document. */
export function isBuilt(value: BsonValue | undefined): value is DraftDocument {
  return typeof value === 'object' && value !== null && !(value instanceof BsonDocument) && isDocument(value);
}

function readTypes(schema: Json): readonly string[] {
  if (schema.bsonType !== undefined) return texts(schema.bsonType);
  return texts(schema.type).flatMap((name) => jsonTypes[name] ?? []);
}

function follow(reference: string, root: unknown): Json | undefined {
  if (!reference.startsWith('#/')) return undefined;
  let at: unknown = root;
  for (const part of reference.slice(2).split('/')) {
    if (!isJson(at)) return undefined;
    at = Object.hasOwn(at, unescaped(part)) ? at[unescaped(part)] : undefined;
  }
  return isJson(at) ? at : undefined;
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function texts(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === 'string');
}

function without(schema: Json, key: string): Json {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
