import type { DatabaseModel } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { entriesOf, openMap } from './map.ts';
import { readKeyName, readProse, readText } from './values.ts';

/** The databases that sources are read from, by alias. */
export function readDatabases(node: YamlNode | undefined, context: ReadContext): readonly DatabaseModel[] {
  return entriesOf(node, 'databases', context).flatMap((entry) => {
    const alias = readKeyName(entry, 'dashed', 'a database', context);
    const map = openMap(entry.value, ['name', 'title', 'note'], `the database ${entry.key}`, context);
    if (alias === undefined || map === undefined) return [];
    readProse(map.get('note'), 'note', context);
    const database: DatabaseModel = {
      alias,
      usual: readText(map.get('name'), 'name', context),
      title: readProse(map.get('title'), 'title', context),
      place: entry.keyPlace,
    };
    return [context.remember(database, map.node)];
  });
}
