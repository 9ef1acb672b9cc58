import { type BsonValue, canonicalJson, typeName } from '../bson/index.ts';

/** Longest text of a value that is shown. */
const longest = 80;

/** A value as it is told: its type and size alone, or as it is, cut, when the caller asked for it. */
export function shownValue(value: BsonValue | undefined, shown: boolean): string {
  if (value === undefined) return 'nothing';
  const text = canonicalJson(value);
  if (shown) return text.length > longest ? `${text.slice(0, longest)}…` : text;
  const type = typeName(value);
  if (type === 'string') return `string of ${String(value).length}`;
  if (type === 'array') return `array of ${(value as readonly BsonValue[]).length}`;
  return type;
}
