import { burn } from '../meter.ts';
import type { Evaluate } from '../run.ts';
import { fieldsOf } from '../values/document.ts';
import { append, isOuter, sequence } from '../values/sequence.ts';
import { isDocument } from '../values/view.ts';

/** `*`: every field's value, arrays flattened. Once an array came in, the result is no sequence any more. */
export function compileWildcard(): Evaluate {
  return (input) => {
    const from = isOuter(input) && input.length > 0 ? input[0] : input;
    let results: unknown = sequence();
    const values = Array.isArray(from) ? from : isDocument(from) ? Object.values(fieldsOf(from)) : [];
    for (const value of values) {
      burn(1);
      if (Array.isArray(value)) results = append(results, flatten(value, []));
      else (results as unknown[]).push(value);
    }
    return results;
  };
}

function flatten(values: readonly unknown[], into: unknown[]): unknown[] {
  for (const value of values) {
    burn(1);
    if (Array.isArray(value)) flatten(value, into);
    else into.push(value);
  }
  return into;
}

/** `**`: the value itself and everything below it, arrays flattened away. */
export function compileDescendants(): Evaluate {
  return (input) => {
    if (input === undefined) return undefined;
    const results = sequence();
    descend(input, results);
    return results.length === 1 ? results[0] : results;
  };
}

function descend(value: unknown, results: unknown[]): void {
  burn(1);
  if (Array.isArray(value)) {
    for (const item of value) descend(item, results);
    return;
  }
  results.push(value);
  if (isDocument(value)) for (const inner of Object.values(fieldsOf(value))) descend(inner, results);
}
