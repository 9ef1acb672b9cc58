import { getField } from './document.ts';
import { sequence } from './sequence.ts';

/** The field of a document, or of every document in an array, flattened by one level. */
export function lookup(input: unknown, key: string): unknown {
  if (!Array.isArray(input)) return getField(input, key);
  const found = sequence();
  for (const item of input) {
    const value = lookup(item, key);
    if (Array.isArray(value)) for (const inner of value) found.push(inner);
    else if (value !== undefined) found.push(value);
  }
  return found;
}
