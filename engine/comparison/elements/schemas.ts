import {
  type Contract,
  meaningOfSchema,
  type Plain,
  type SchemaModel,
  unordered,
} from '../../contract/index.ts';
import type { Element, ElementKind } from './element.ts';
import { element } from './make.ts';

/** The schema of the drawer. */
export function drawerSchemaElements(contract: Contract): readonly Element[] {
  return schemaElements(['drawer', 'schema'], contract.target.schema, true);
}

type Node = Readonly<Record<string, Plain>>;

/** Keywords that have a kind of element of their own. */
const own: ReadonlySet<string> = new Set(['properties', 'items', 'type', 'bsonType', 'required', 'enum']);

/**
 * A schema as elements: each property that it names, its types, what it requires, allows and leaves open. `[]` stands
 * for the elements of a list. Keywords that are not followed further are one element each.
 */
export function schemaElements(
  key: readonly string[],
  schema: SchemaModel,
  ofDrawer: boolean,
): readonly Element[] {
  const meaning = meaningOfSchema(schema.json);
  const walk = (node: Plain, path: readonly string[], pointer: string): readonly Element[] => {
    if (!isNode(node)) return [make('property-keyword', [...path, '·'], node, pointer)];
    const { properties, items } = node;
    const named = isNode(properties) ? Object.entries(properties) : [];
    return [
      ...typeElements(node, path, pointer),
      ...list(node.required).map((name) =>
        make('property-required', [...path, String(name), 'required'], true, `${pointer}/required`),
      ),
      ...(Array.isArray(node.enum)
        ? [make('property-enum', [...path, 'enum'], unordered(node.enum), `${pointer}/enum`)]
        : []),
      ...Object.entries(node)
        .filter(([keyword]) => !own.has(keyword))
        .map(([keyword, value]) => keywordElement(keyword, value, path, pointer)),
      ...(properties !== undefined && !isNode(properties)
        ? [make('property-keyword', [...path, 'properties'], properties, pointer)]
        : []),
      ...named.flatMap(([name, child]) => {
        const at = `${pointer}/properties/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        return [make('property', [...path, name], true, at), ...walk(child, [...path, name], at)];
      }),
      ...(items === undefined ? [] : walk(items, [...path, '[]'], `${pointer}/items`)),
      ...(Object.hasOwn(node, 'enum') && !Array.isArray(node.enum)
        ? [make('property-keyword', [...path, 'enum'], node.enum ?? null, pointer)]
        : []),
    ];
  };
  const typeElements = (node: Node, path: readonly string[], pointer: string): readonly Element[] =>
    (['type', 'bsonType'] as const).flatMap((keyword) => {
      const types = node[keyword];
      if (types === undefined) return [];
      const names = Array.isArray(types) ? types : [types];
      return [make('property-type', [...path, keyword], names, `${pointer}/${keyword}`)];
    });
  const keywordElement = (
    keyword: string,
    value: Plain,
    path: readonly string[],
    pointer: string,
  ): Element => {
    const kind: ElementKind = keyword === 'additionalProperties' ? 'property-open' : 'property-keyword';
    return make(kind, [...path, `:${keyword}`], value, `${pointer}/${keyword}`);
  };
  const make = (kind: ElementKind, path: readonly string[], value: Plain, pointer: string): Element =>
    element(kind, [...key, ...path], value, {
      place: schema.placeOf(pointer),
      drawer: ofDrawer ? [drawerPath(path)] : [],
      ...(value === true ? { text: path.join('.').replaceAll('.[]', '[]') } : {}),
    });
  return walk(meaning, [], '');
}

function isNode(value: Plain | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: Plain | undefined): readonly Plain[] {
  return Array.isArray(value) ? value : [];
}

/** The place that a key of the schema is about: names only, without keywords. */
function drawerPath(path: readonly string[]): string {
  const names = path.filter(
    (part) => !part.startsWith(':') && !['[]', 'bsonType', 'type', 'enum', 'required', '·'].includes(part),
  );
  return names.join('.');
}
