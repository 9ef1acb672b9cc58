import { type BsonValue, typeName } from '../../bson/index.ts';
import { isFunction } from '../functions/function-value.ts';
import { burn } from '../meter.ts';
import { Clone } from '../values/clone.ts';
import { getField, keysOf, setField } from '../values/document.ts';
import { lookup } from '../values/lookup.ts';
import { isNumeric } from '../values/numeric.ts';
import { append, sequence } from '../values/sequence.ts';
import { isDocument, kindOf } from '../values/view.ts';
import { builtin, builtinOf } from './define.ts';

function keys(value: unknown): unknown[] {
  const names = sequence();
  if (Array.isArray(value)) {
    const merged: Record<string, unknown> = {};
    for (const item of value) for (const key of keys(item)) setField(merged, key as string, true);
    for (const key of Object.keys(merged)) names.push(key);
  } else if (isDocument(value)) {
    for (const key of keysOf(value)) names.push(key);
  }
  burn(names.length);
  return names;
}

function spread(value: unknown): unknown {
  if (Array.isArray(value)) {
    let all: unknown = sequence();
    for (const item of value) {
      burn(1);
      all = append(all, spread(item));
    }
    return all;
  }
  if (!isDocument(value)) return value;
  const parts = sequence();
  for (const key of keysOf(value)) {
    const part: Record<string, unknown> = {};
    setField(part, key, getField(value, key));
    parts.push(part);
  }
  return parts;
}

function merge(items: readonly unknown[]): unknown {
  const merged: Record<string, unknown> = {};
  for (const item of items) {
    if (!isDocument(item)) continue;
    burn(1);
    for (const key of keysOf(item)) setField(merged, key, getField(item, key));
  }
  return merged;
}

const NAMES: Readonly<Record<string, string>> = { s: 'string', n: 'number', b: 'boolean', o: 'object' };

/** JSONata's name for a value's type; for a value that can only be moved, MongoDB's. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isFunction(value)) return 'function';
  const kind = kindOf(value);
  if (kind === 'n' && typeof value === 'number') isNumeric(value);
  return NAMES[kind] ?? typeName(value as BsonValue);
}

/** Built-ins on objects that call no function of the expression. */
export const objects = [
  builtin('keys', '<x-:a<s>>', 'arg', ([value]) => keys(value)),
  builtin('lookup', '<x-s:x>', 'input key', ([input, key]) => lookup(input, String(key))),
  builtin('spread', '<x-:a<o>>', 'arg', ([value]) => spread(value)),
  builtinOf<readonly unknown[]>('merge', '<a<o>:o>', 'arg', merge),
  builtinOf<unknown>('clone', '<(oa)-:o>', 'arg', (value) => new Clone(value).value),
  builtinOf<unknown>('type', '<x:s>', 'value', typeOf),
];
