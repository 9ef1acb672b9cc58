import type { Place } from '../finding.ts';
import type { IndexModel, OnceModel, Path } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { entriesOf, itemsOf, openMap } from './map.ts';
import { pathOf, readBoolean, readInteger, readPath, readProse, readText, readTexts } from './values.ts';

/** The target whose schema is still a file name. */
export interface TargetReading {
  readonly collection: string;
  readonly schema: { readonly file: string; readonly node: YamlNode } | undefined;
  readonly indexes: readonly IndexModel[];
  readonly volatile: readonly Path[];
  readonly once: readonly OnceModel[];
}

const keys = ['collection', 'schema', 'indexes', 'volatile', 'once'];

export function readTarget(node: YamlNode | undefined, place: Place, context: ReadContext): TargetReading {
  const map = openMap(node, keys, 'target', context);
  const schema = map?.need('schema');
  const file = readText(schema, 'schema', context);
  return {
    collection: readText(map?.need('collection'), 'collection', context) ?? '',
    schema: schema && file !== undefined ? { file, node: schema } : undefined,
    indexes: itemsOf(map?.get('indexes'), 'indexes', context).flatMap(
      (item) => readIndex(item, context) ?? [],
    ),
    volatile: itemsOf(map?.get('volatile'), 'volatile', context).flatMap((item) => {
      const path = readPath(item, 'volatile', context);
      return path === undefined ? [] : [path];
    }),
    once: itemsOf(map?.get('once'), 'once', context).flatMap((item) => readOnce(item, place, context) ?? []),
  };
}

function readIndex(node: YamlNode, context: ReadContext): IndexModel | undefined {
  const map = openMap(node, ['keys', 'unique', 'name'], 'an index', context);
  if (map === undefined) return undefined;
  const index: IndexModel = {
    keys: entriesOf(map.need('keys'), 'keys', context).flatMap((entry) => {
      const path = pathOf(entry.key, entry.keyPlace, 'an index', context);
      const direction = readInteger(entry.value, 'a direction', context);
      if (direction !== undefined && direction !== 1 && direction !== -1) {
        context.report('shape.value', entry.value.place, `an index can't have the direction ${direction}`, {
          hint: 'it is 1 or -1',
        });
      }
      return path === undefined ? [] : [{ path: entry.key, direction: direction === -1 ? -1 : 1 }];
    }),
    unique: readBoolean(map.get('unique'), 'unique', context) ?? false,
    name: readText(map.get('name'), 'name', context),
    place: map.place,
  };
  return context.remember(index, map.node);
}

function readOnce(node: YamlNode, place: Place, context: ReadContext): OnceModel | undefined {
  const map = openMap(node, ['path', 'names', 'reason'], 'an entry of once', context);
  if (map === undefined) return undefined;
  const path = readPath(map.need('path'), 'path', context);
  const names = map.get('names');
  readProse(map.get('reason'), 'reason', context);
  if (path === undefined) return undefined;
  const last = path.at(-1) ?? '';
  const once: OnceModel = {
    path,
    names: names ? readTexts(names, 'names', context) : [last],
    place: map.place ?? place,
  };
  return context.remember(once, map.node);
}
