/** A JSON Schema, or any object in one. */
export type Json = Readonly<Record<string, unknown>>;

/** A schema inside a schema file, with the names of the JSON pointer to it. */
export interface At {
  readonly schema: Json;
  readonly pointer: readonly (string | number)[];
}

/** The whole of a schema file. */
export function rootOf(schema: Json): At {
  return { schema, pointer: [] };
}

const mostSchemas = 1000;
const every = ['allOf'] as const;
const some = ['anyOf', 'oneOf'] as const;
const conditional = ['if', 'then', 'else'] as const;

/** How far {@link expand} goes: what must hold, what may hold too, and what holds for elements of arrays. */
export type Reach = 'required' | 'possible' | 'elements';

/** The schemas that describe the same value as those given, by `$ref`, `allOf` and, as far as the reach says, more. */
export function expand(root: Json, schemas: readonly At[], reach: Reach): readonly At[] {
  const found = new Map<Json, At>();
  const open = [...schemas].reverse();
  while (open.length > 0 && found.size < mostSchemas) {
    const at = open.pop() as At;
    if (found.has(at.schema)) continue;
    found.set(at.schema, at);
    const next = [...referred(root, at), ...every.flatMap((keyword) => itemsOf(at, keyword))];
    if (reach !== 'required') {
      next.push(...some.flatMap((keyword) => itemsOf(at, keyword)));
      next.push(...conditional.flatMap((keyword) => childOf(at, keyword)));
    }
    if (reach === 'elements') next.push(...elementsOf(at));
    open.push(...next.reverse());
  }
  return [...found.values()];
}

/** The schemas that describe the elements of an array. */
export function elementsOf(at: At): readonly At[] {
  return [...childOf(at, 'items'), ...childOf(at, 'contains'), ...itemsOf(at, 'prefixItems')];
}

function referred(root: Json, { schema }: At): readonly At[] {
  const reference = own(schema, '$ref');
  if (typeof reference !== 'string') return [];
  const target = follow(root, reference);
  return target ? [{ schema: target, pointer: pointerNames(reference) }] : [];
}

function childOf({ schema, pointer }: At, keyword: string): readonly At[] {
  const child = own(schema, keyword);
  return isJson(child) ? [{ schema: child, pointer: [...pointer, keyword] }] : [];
}

function itemsOf({ schema, pointer }: At, keyword: string): readonly At[] {
  return list(own(schema, keyword)).flatMap((item, index) =>
    isJson(item) ? [{ schema: item, pointer: [...pointer, keyword, index] }] : [],
  );
}

/** The properties that a schema names itself; one that is described by `true` is an empty schema. */
export function propertiesOf({ schema, pointer }: At): ReadonlyMap<string, At> {
  const properties = own(schema, 'properties');
  if (!isJson(properties)) return new Map();
  return new Map(
    Object.entries(properties).map(([name, child]) => [
      name,
      { schema: isJson(child) ? child : {}, pointer: [...pointer, 'properties', name] },
    ]),
  );
}

/** All properties that these schemas name, with everything that describes each. */
export function mergedProperties(schemas: readonly At[]): ReadonlyMap<string, readonly At[]> {
  const merged = new Map<string, At[]>();
  for (const at of schemas) {
    for (const [name, child] of propertiesOf(at)) merged.set(name, [...(merged.get(name) ?? []), child]);
  }
  return merged;
}

/** What describes a property that a schema does not name: patterns, and `additionalProperties` as a schema. */
export function unnamedProperty(at: At, name: string): readonly At[] {
  if (propertiesOf(at).has(name)) return [];
  const patterns = own(at.schema, 'patternProperties');
  const matching = (isJson(patterns) ? Object.entries(patterns) : []).flatMap(([pattern, child]) =>
    matches(pattern, name)
      ? [{ schema: isJson(child) ? child : {}, pointer: [...at.pointer, 'patternProperties', pattern] }]
      : [],
  );
  return matching.length > 0 ? matching : childOf(at, 'additionalProperties');
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

/** Where a `$ref` into the same file leads; undefined for any other. */
export function follow(root: Json, reference: string): Json | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  let at: unknown = root;
  for (const name of pointerNames(reference)) {
    at = isJson(at) ? own(at, name) : Array.isArray(at) ? at[Number(name)] : undefined;
  }
  return isJson(at) ? at : undefined;
}

function pointerNames(reference: string): readonly string[] {
  return reference
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** An own value of an object, never one of its prototype. */
export function own(json: Json, key: string): unknown {
  return Object.hasOwn(json, key) ? json[key] : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
