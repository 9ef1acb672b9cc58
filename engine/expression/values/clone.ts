import { isFunction } from '../functions/function-value.ts';
import { burn } from '../meter.ts';
import { getField, keysOf, setField } from './document.ts';
import { isDocument } from './view.ts';

/**
 * A deep copy of a value and the objects it consists of, which alone may be changed. Scalars keep their BSON type
 * and every digit (JSONata's own copy goes through JSON text).
 */
export class Clone {
  readonly value: unknown;
  readonly #owned = new Set<unknown>();

  constructor(original: unknown) {
    this.value = this.#copy(original);
  }

  /** The object to change, if it belongs to the copy. */
  owned(value: unknown): Record<string, unknown> | undefined {
    return this.#owned.has(value) ? (value as Record<string, unknown>) : undefined;
  }

  #copy(value: unknown): unknown {
    burn(1);
    if (value === undefined) return null;
    if (isFunction(value)) return '';
    if (Array.isArray(value)) return value.map((item) => this.#copy(item));
    if (!isDocument(value)) return value;
    const copy: Record<string, unknown> = {};
    for (const key of keysOf(value)) {
      const field = getField(value, key);
      if (field !== undefined) setField(copy, key, this.#copy(field));
    }
    this.#owned.add(copy);
    return copy;
  }
}
