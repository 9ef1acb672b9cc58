import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { BsonDocument, type BsonValue, canonicalJson, isDocument, orderedJson } from '../bson/index.ts';

/** A value for people to read, with its BSON type where the form alone would not tell it; `nothing` for an absent one. */
export function shown(value: unknown, longest = 90): string {
  const text = written(value, longest);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Stops inside what is too long to be shown anyway. */
function written(value: unknown, left: number): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'function') return 'a function';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
  if (value instanceof Double)
    return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
  if (value instanceof Int32) return String(value.value);
  if (value instanceof Long) return `${value.toString()} (long)`;
  if (value instanceof Decimal128) return `${value.toString()} (decimal)`;
  if (value instanceof ObjectId) return `ObjectId(${value.toHexString()})`;
  if (Array.isArray(value)) return listed('[', ']', value, left, (item, rest) => written(item, rest));
  if (isDocument(value)) {
    const fields = Object.entries(value instanceof BsonDocument ? value.peekFields() : value);
    return listed('{', '}', fields, left, ([name, inner], rest) => `${name}: ${written(inner, rest)}`);
  }
  return other(value);
}

function listed<Item>(
  open: string,
  close: string,
  items: readonly Item[],
  left: number,
  write: (item: Item, left: number) => string,
): string {
  if (items.length === 0) return `${open}${close}`;
  const parts: string[] = [];
  let room = left;
  for (const item of items) {
    if (room <= 0) break;
    const part = write(item, room);
    parts.push(part);
    room -= part.length + 2;
  }
  return `${open} ${parts.join(', ')}${parts.length < items.length ? ', …' : ''} ${close}`;
}

function other(value: unknown): string {
  try {
    return canonicalJson(value as BsonValue);
  } catch {
    return 'a function';
  }
}

/** A value as canonical extended JSON, for output that machines read; null for an absent one. */
export function valueJson(value: BsonValue | undefined): unknown {
  return value === undefined ? null : (JSON.parse(orderedJson(value)) as unknown);
}
