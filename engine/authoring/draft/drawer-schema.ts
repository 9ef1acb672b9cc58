import { type DraftedSource, movedFields } from './drafted-source.ts';
import type { PlaceNode } from './path-tree.ts';
import { typesOf } from './source-schema.ts';
import { mapOf, onOneLine, type Yaml, type YamlMap } from './yaml-text.ts';

/** The schema of a drafted drawer: the client, and what each source moves into it. */
export function drawerSchema(title: string, description: string, sources: readonly DraftedSource[]): YamlMap {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description,
    bsonType: 'object',
    additionalProperties: false,
    required: ['_id', 'client_id'],
    properties: mapOf([
      ['_id', onOneLine({ bsonType: 'string' })],
      ['client_id', onOneLine({ bsonType: 'string', minLength: 1 })],
      ...sources.map((source) => [source.name, partOf(source)] as const),
    ]),
  };
}

function partOf(source: DraftedSource): YamlMap {
  const moved = movedFields(source).map(([name, node]) => [name, leafOf(node)] as const);
  const object = (
    required: readonly string[],
    properties: readonly (readonly [string, Yaml])[],
  ): YamlMap => ({
    bsonType: 'object',
    additionalProperties: false,
    required,
    properties: mapOf(properties),
  });
  const key = [source.key, onOneLine({ bsonType: 'string' })] as const;
  if (source.single) return object([source.key], [key, ...moved]);
  return { bsonType: 'array', elementKey: source.key, items: object([source.key], [key, ...moved]) };
}

/** A field of one type has that type; anything is let through where the census saw several. */
function leafOf({ profile }: PlaceNode): YamlMap {
  const types = profile.types.filter(({ type }) => type !== 'null');
  return onOneLine(types.length > 1 ? {} : { bsonType: typesOf(profile) });
}
