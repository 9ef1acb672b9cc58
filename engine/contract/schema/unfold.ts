import { follow, isJson, type Json } from './expand.ts';
import { subschemas } from './walk.ts';

/** Most places that a schema may describe once its references are written out. */
export const mostPlaces = 20_000;

/**
 * Why a schema can't be written out: a `$ref` that leads back to a schema around it, or references that multiply.
 * The path leads to the place in the file; undefined when all is well.
 */
export function unfoldingFault(
  root: Json,
): { readonly kind: 'recursive' | 'large'; readonly path: readonly (string | number)[] } | undefined {
  const sizes = new Map<Json, number>();
  const open = new Set<Json>();
  let circle: readonly (string | number)[] | undefined;
  const measure = (schema: Json, path: readonly (string | number)[]): number => {
    const before = sizes.get(schema);
    if (before !== undefined) return before;
    if (open.has(schema) || open.size > deepest) {
      circle ??= path;
      return 0;
    }
    open.add(schema);
    let size = 1;
    for (const child of subschemas(schema, path, 'direct')) size += measure(child.schema, child.path);
    const target = typeof schema.$ref === 'string' ? follow(root, schema.$ref) : undefined;
    if (target) size += measure(target, [...path, '$ref']);
    open.delete(schema);
    sizes.set(schema, size);
    return size;
  };
  if (!isJson(root)) return undefined;
  const size = measure(root, []);
  if (circle) return { kind: 'recursive', path: circle };
  return size > mostPlaces ? { kind: 'large', path: [] } : undefined;
}

const deepest = 400;
