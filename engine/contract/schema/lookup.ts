import type { Path } from '../model.ts';
import { type At, expand, type Json, own, propertiesOf, rootOf, unnamedProperty } from './expand.ts';

/** What a schema says about a path. */
export type Lookup =
  /** The path is declared; `schemas` are what describes it. */
  | { readonly kind: 'declared'; readonly schemas: readonly At[] }
  /** Something above it is left open: anything may be there. */
  | { readonly kind: 'open' }
  /** The name at `depth` of the path is not declared; `names` are those that are. */
  | { readonly kind: 'unknown'; readonly depth: number; readonly names: readonly string[] };

/** Looks a path up in a schema. Steps go through arrays, as paths of expressions do. */
export function lookUp(root: Json, path: Path): Lookup {
  let schemas = expand(root, [rootOf(root)], 'elements');
  for (const [depth, name] of path.entries()) {
    const children = schemas.flatMap((at) => propertiesOf(at).get(name) ?? unnamedProperty(at, name));
    if (children.length === 0) {
      const names = schemas.flatMap((at) => [...propertiesOf(at).keys()]);
      return names.length === 0 && mayHoldFields(schemas)
        ? { kind: 'open' }
        : { kind: 'unknown', depth, names };
    }
    schemas = expand(root, children, depth < path.length - 1 ? 'elements' : 'possible');
  }
  return { kind: 'declared', schemas };
}

/** False when the schemas say that there are no fields. */
function mayHoldFields(schemas: readonly At[]): boolean {
  if (schemas.some(({ schema }) => own(schema, 'additionalProperties') === false)) return false;
  const types = typesOf(schemas);
  return types === undefined || types.has('object') || types.has('array');
}

export const jsonTypes: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  boolean: ['bool'],
  null: ['null'],
  object: ['object'],
  array: ['array'],
  integer: ['int', 'long'],
  number: ['int', 'long', 'double', 'decimal'],
};

/** The BSON types that these schemas of one place allow together; undefined when any is allowed. */
export function typesOf(schemas: readonly At[]): ReadonlySet<string> | undefined {
  const stated = schemas.flatMap(({ schema }) => typesStated(schema) ?? []);
  return stated.length === 0 ? undefined : new Set(stated);
}

function typesStated(schema: Json): readonly string[] | undefined {
  if (schema.bsonType !== undefined) return texts(schema.bsonType);
  if (schema.type === undefined) return undefined;
  return texts(schema.type).flatMap((name) =>
    Object.hasOwn(jsonTypes, name) ? (jsonTypes[name] ?? []) : [],
  );
}

/** Texts of a keyword that is a text or a list of texts. */
export function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}
