import type { OutputModel, Path } from '../model.ts';
import { entryOf, type YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { readFieldTree } from './fields.ts';
import { entriesOf, itemsOf, openMap } from './map.ts';
import { pathOf, readKeyName, readPath, readProse, readText } from './values.ts';

const keys = ['into', 'key', 'order', 'fields', 'note'];

/** The outputs of a mapping, in the order of the file. */
export function readOutputs(node: YamlNode | undefined, context: ReadContext): readonly OutputModel[] {
  return entriesOf(node, 'outputs', context).flatMap((entry) => {
    const name = readKeyName(entry, 'variable', 'an output', context);
    const map = openMap(entry.value, keys, `the output ${entry.key}`, context);
    if (name === undefined || map === undefined) return [];
    const into = readInto(map.need('into'), context);
    const fields = map.need('fields');
    readProse(map.get('note'), 'note', context);
    if (into === undefined || fields === undefined) return [];
    const output: OutputModel = {
      name,
      into: into.path,
      many: into.many,
      key: readPath(map.get('key'), 'key', context),
      order: itemsOf(map.get('order'), 'order', context).flatMap((item) => {
        const path = readPath(item, 'order', context);
        return path === undefined ? [] : [path];
      }),
      fields: readFieldTree(fields, 'output', 'fields', context),
      place: entryOf(map.node, 'into')?.value.place ?? map.place,
    };
    return [context.remember(output, map.node)];
  });
}

function readInto(
  node: YamlNode | undefined,
  context: ReadContext,
): { path: Path; many: boolean } | undefined {
  const text = readText(node, 'into', context);
  if (node === undefined || text === undefined) return undefined;
  const many = text.endsWith('[]');
  const path = pathOf(many ? text.slice(0, -2) : text, node.place, 'into', context);
  return path && { path, many };
}
