import { isJson, type Json, list, own } from './expand.ts';

/** A schema inside a schema file, with the JSON pointer to it. */
export interface Visited {
  readonly schema: Json;
  readonly path: readonly (string | number)[];
}

const single = [
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const;
const several = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
const named = ['properties', 'patternProperties', '$defs', 'dependentSchemas'] as const;

/**
 * Every schema of a file, outermost first; with `direct` only those right below. Files are at most 100 levels deep,
 * so recursion is safe.
 */
export function subschemas(
  schema: Json,
  path: readonly (string | number)[] = [],
  reach: 'all' | 'direct' = 'all',
): readonly Visited[] {
  const children: Visited[] = [];
  const visit = (value: unknown, ...names: (string | number)[]): void => {
    if (!isJson(value)) return;
    const child = { schema: value, path: [...path, ...names] };
    if (reach === 'direct') children.push(child);
    else children.push(...subschemas(value, child.path));
  };
  for (const keyword of single) visit(own(schema, keyword), keyword);
  for (const keyword of several) {
    for (const [index, item] of list(own(schema, keyword)).entries()) visit(item, keyword, index);
  }
  for (const keyword of named) {
    const group = own(schema, keyword);
    if (isJson(group)) for (const [name, child] of Object.entries(group)) visit(child, keyword, name);
  }
  return reach === 'direct' ? children : [{ schema, path }, ...children];
}
