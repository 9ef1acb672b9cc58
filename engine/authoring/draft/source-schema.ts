import type { PathProfile } from '../profile/index.ts';
import type { PlaceNode } from './path-tree.ts';
import { mapOf, onOneLine, type Yaml, type YamlMap } from './yaml-text.ts';

/** The JSON Schema of a collection's documents: what all documents of the census have in common. */
export function sourceSchema(
  title: string,
  description: string,
  documents: number,
  fields: ReadonlyMap<string, PlaceNode>,
): YamlMap {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description,
    bsonType: 'object',
    ...objectKeywords(fields, undefined, documents),
  };
}

/** What a schema says of one place. */
function placeSchema(node: PlaceNode): YamlMap {
  const { profile, fields, others, elements } = node;
  const objects = profile.types.find(({ type }) => type === 'object')?.count ?? 0;
  const words = enumOf(profile);
  const nested = fields.size > 0 || others !== undefined || elements !== undefined;
  const keywords: YamlMap = {
    bsonType: typesOf(profile),
    ...(words === undefined ? {} : { enum: words }),
    ...(nested && mayRestrict(profile) ? objectKeywords(fields, others, objects) : declared(fields)),
    ...(elements === undefined ? {} : { items: placeSchema(elements) }),
  };
  return nested ? keywords : onOneLine(keywords);
}

/** Types beside which `required` restricts objects alone. */
const apart: ReadonlySet<string> = new Set(['object', 'array', 'string', 'bool', 'int', 'null']);

/** Whether what is required of objects is required of nothing else that stands in their place. */
function mayRestrict({ types }: PathProfile): boolean {
  return types.every(({ type }) => apart.has(type));
}

/** Names without any requirement. */
function declared(fields: ReadonlyMap<string, PlaceNode>): YamlMap {
  if (fields.size === 0) return {};
  return { properties: mapOf([...fields].map(([name, node]) => [name, placeSchema(node)] as const)) };
}

function objectKeywords(
  fields: ReadonlyMap<string, PlaceNode>,
  others: PlaceNode | undefined,
  objects: number,
): YamlMap {
  const required = [...fields]
    .filter(([, { profile }]) => profile.occurrences === objects)
    .map(([name]) => name);
  return {
    ...(required.length === 0 ? {} : { required }),
    ...declared(fields),
    ...(others === undefined ? {} : { additionalProperties: onOneLine({}) }),
  };
}

/** The BSON types of a place: one, or a list. */
export function typesOf({ types }: PathProfile): Yaml {
  const names = types.map(({ type }) => type).sort();
  return names.length === 1 ? names[0]! : names;
}

/** The values of a place whose few words, two at least, all may be shown; nothing for all others. */
export function enumOf({ role, values, hidden, nulls, types }: PathProfile): readonly Yaml[] | undefined {
  if (role !== 'category' || hidden > 0 || values.some(({ type }) => type !== 'string')) return undefined;
  if (types.some(({ type }) => type !== 'string' && type !== 'null')) return undefined;
  const words: Yaml[] = values.map(({ value }) => value).sort();
  if (words.filter((word) => word !== '').length < 2) return undefined;
  return nulls > 0 ? [...words, null] : words;
}
