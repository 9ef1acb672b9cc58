import type { Plain } from './stable.ts';
import { unordered } from './stable.ts';

/** Keywords that are for people, or for tools that read schemas. */
const prose = new Set(['title', 'description', '$comment', 'examples', 'deprecated', '$schema', '$id']);
/** Keywords whose value is a list without order. */
const sets = new Set(['required', 'enum', 'type', 'bsonType']);
/** Keywords whose value has names, not keywords, as its keys. */
const named = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas', 'dependentRequired']);
/** Keywords whose value is data, not a schema. */
const data = new Set(['const', 'enum', 'default']);

/** What a schema means, without what is for people. */
export function meaningOfSchema(schema: unknown): Plain {
  if (Array.isArray(schema)) return schema.map(meaningOfSchema);
  if (typeof schema !== 'object' || schema === null) return schema as Plain;
  const plain: Record<string, Plain> = Object.create(null);
  for (const [keyword, value] of Object.entries(schema)) {
    if (prose.has(keyword)) continue;
    plain[keyword] = meaningOfKeyword(keyword, value);
  }
  return plain;
}

function meaningOfKeyword(keyword: string, value: unknown): Plain {
  if (sets.has(keyword) && Array.isArray(value)) return unordered(value as Plain[]);
  if (data.has(keyword)) return value as Plain;
  if (!named.has(keyword) || typeof value !== 'object' || value === null) return meaningOfSchema(value);
  const entries = Object.entries(value).map(([name, child]) => [
    name,
    keyword === 'dependentRequired' && Array.isArray(child)
      ? unordered(child as Plain[])
      : meaningOfSchema(child),
  ]);
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Plain;
}
