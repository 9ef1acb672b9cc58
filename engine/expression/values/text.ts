import { raise } from '../error.ts';
import { isFunction } from '../functions/function-value.ts';
import { burn, limitText } from '../meter.ts';
import { getField, keysOf, setField } from './document.ts';
import { isNumeric } from './numeric.ts';
import { isOuter } from './sequence.ts';
import { isDocument, isOpaque, view } from './view.ts';

/** `$string`: a text as it is, a function as '', anything else as JSON with numbers cut to 15 digits. */
export function textOf(value: unknown, pretty = false): string {
  if (typeof value === 'string') return value;
  if (isFunction(value)) return '';
  const seen = isOuter(value) ? value[0] : view(value);
  if (typeof seen === 'string') return seen;
  if (typeof seen === 'number') {
    if (!Number.isFinite(seen)) raise('D3001', seen);
    return String(shortened(seen));
  }
  if (typeof seen === 'boolean' || seen === null) return String(seen);
  const size = { characters: 0 };
  const plain = jsonView(seen, size);
  return JSON.stringify(plain, null, pretty ? 2 : 0);
}

/** Numbers as JSON text shows them. */
function shortened(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** A copy that JSON can write; its size is checked while it grows, so shared parts cannot explode. */
function jsonView(value: unknown, size: { characters: number }): unknown {
  const seen = view(value);
  burn(1);
  size.characters += typeof seen === 'string' ? seen.length + 2 : 4;
  limitText(size.characters);
  if (typeof seen === 'number') return isNumeric(seen) ? shortened(seen) : seen;
  if (isFunction(seen)) return '';
  if (Array.isArray(seen)) return seen.map((item) => jsonView(item, size));
  if (isDocument(seen)) {
    const copy: Record<string, unknown> = {};
    for (const key of keysOf(seen)) {
      size.characters += key.length;
      setField(copy, key, jsonView(getField(seen, key), size));
    }
    return copy;
  }
  if (isOpaque(seen)) raise('U1001', seen);
  return seen;
}
