import { ObjectId } from 'bson';
import jsonata from 'jsonata';

/** What an evaluation came to. */
export type Answer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'error'; readonly code: string };

/** Evaluates with the pinned jsonata package (or a mended one), which is given a copy of the input in plain JSON values. */
export async function askLibrary(
  text: string,
  input: unknown,
  bindings: Record<string, unknown>,
  library = jsonata,
): Promise<Answer> {
  try {
    const value: unknown = await library(text).evaluate(
      asJson(input),
      asJson(bindings) as Record<string, unknown>,
    );
    return value === undefined ? { kind: 'nothing' } : { kind: 'value', value: plain(value) };
  } catch (error) {
    return { kind: 'error', code: String((error as { code?: unknown }).code ?? 'none') };
  }
}

/** Properties that the library puts on arrays by plain assignment, so that `*` takes them for fields. */
const MARKS = ['sequence', 'keepSingleton', 'tupleStream', 'outerWrapper'] as const;

/** As {@link askLibrary}, with the library's marks on arrays out of its own sight where it lists fields. */
export async function askLibraryWithHiddenMarks(
  text: string,
  input: unknown,
  bindings: Record<string, unknown>,
  library = jsonata,
): Promise<Answer> {
  for (const mark of MARKS) {
    Object.defineProperty(Array.prototype, mark, {
      configurable: true,
      get: () => undefined,
      set(this: unknown[], value: unknown) {
        Object.defineProperty(this, mark, { value, writable: true, configurable: true, enumerable: false });
      },
    });
  }
  try {
    return await askLibrary(text, input, bindings, library);
  } finally {
    for (const mark of MARKS) Reflect.deleteProperty(Array.prototype, mark);
  }
}

/** A copy with dates as ISO text and ids as hex text. */
export function asJson(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) copy[key] = asJson((value as Record<string, unknown>)[key]);
  return copy;
}

/** Stands in for a function in the library's result. */
export const FUNCTION = '‹function›';

/** A result without prototypes and flags; -0 as 0, as JSON has it. */
export function plain(value: unknown): unknown {
  if (typeof value === 'function' || isLibraryFunction(value)) return FUNCTION;
  if (Object.is(value, -0)) return 0;
  if (value instanceof Date || value instanceof ObjectId) return asJson(value);
  if (Array.isArray(value)) return Array.from(value, (item) => (item === undefined ? null : plain(item)));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) copy[key] = plain((value as Record<string, unknown>)[key]);
  return copy;
}

function isLibraryFunction(value: unknown): boolean {
  const flags = value as { _jsonata_lambda?: unknown; _jsonata_function?: unknown } | null | undefined;
  return flags?._jsonata_lambda === true || flags?._jsonata_function === true;
}
