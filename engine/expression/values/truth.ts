import { Decimal128, Long } from 'bson';
import { raise } from '../error.ts';
import { burn } from '../meter.ts';
import { keysOf } from './document.ts';
import { isNumeric } from './numeric.ts';
import { isDocument, isOpaque, view } from './view.ts';

/**
 * JSONata's effective boolean: texts and objects by being empty, numbers by being 0, arrays by having a true item;
 * null and functions are false. Raises U1001 for a value that can only be moved.
 */
export function truth(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value.length > 0;
    case 'number':
      return isNumeric(value) && value !== 0;
    case 'object':
      return value !== null && truthOfObject(value);
    default:
      return false;
  }
}

function truthOfObject(value: object): boolean {
  if (Array.isArray(value)) {
    if (value.length === 1) return truth(value[0]);
    burn(value.length);
    return anyTrue(value);
  }
  if (isDocument(value)) return keysOf(value).length > 0;
  if (value instanceof Long) return !value.isZero();
  if (value instanceof Decimal128) return !/^-?0+(\.0+)?(E|$)/.test(value.toString());
  if (isOpaque(value)) raise('U1001', value);
  const seen = view(value);
  return seen !== value && truth(seen);
}

/** All items are judged, as in JSONata, so that an error in any of them shows. */
function anyTrue(values: readonly unknown[]): boolean {
  let any = false;
  for (const item of values) if (truth(item)) any = true;
  return any;
}
