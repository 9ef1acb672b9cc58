import type { BsonValue } from '../../bson/index.ts';
import type { MappingModel } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import { readAside } from './aside.ts';
import type { ReadContext } from './context.ts';
import { readComputed, readExpression } from './expression.ts';
import { entriesOf, itemsOf, openMap, wrongKind } from './map.ts';
import { readOutputs } from './outputs.ts';
import { readRules } from './rules.ts';
import { readChoice, readKeyName, readName, readProse, readText } from './values.ts';

const keys = [
  'mapping',
  'step',
  'title',
  'note',
  'from',
  'after',
  'order',
  'choose',
  'fill',
  'fillers',
  'blank',
  'without_drawer',
  'let',
  'exclude',
  'refuse',
  'warn',
  'linked',
  'outputs',
  'link',
];

/** One mapping file; undefined, reported, when it has no name or is no map. */
export function readMapping(file: string, node: YamlNode, outer: ReadContext): MappingModel | undefined {
  const map = openMap(node, keys, 'a mapping', outer);
  if (map === undefined) return undefined;
  const context = outer.declaring(letNames(map.get('let')));
  readProse(map.get('note'), 'note', context);
  const name = readName(map.need('mapping'), 'mapping', context);
  const mapping: MappingModel = {
    name: name ?? '',
    step: readText(map.need('step'), 'step', context) ?? '',
    title: readProse(map.get('title'), 'title', context),
    from: readNames(map.need('from'), 'from', context),
    after: readNames(map.get('after'), 'after', context),
    order: readOrder(map.need('order'), context),
    choose: readChoice(map.get('choose'), ['earliest', 'latest', 'reject'], 'choose', context),
    fill: readChoice(map.get('fill'), ['none', 'other_source', 'any'], 'fill', context) ?? 'none',
    fillers: readFillers(map.get('fillers'), context),
    blank: readBlank(map.get('blank'), context),
    withoutDrawer:
      readChoice(map.need('without_drawer'), ['create', 'quarantine'], 'without_drawer', context) ??
      'quarantine',
    let: readLet(map.get('let'), context),
    exclude: readRules(map.get('exclude'), 'exclude', context),
    refuse: readRules(map.get('refuse'), 'refuse', context),
    warn: readRules(map.get('warn'), 'warn', context),
    linked: readText(map.get('linked'), 'linked', context),
    outputs: readOutputs(map.need('outputs'), context),
    link: readLink(map.get('link'), context),
    file,
    place: map.place,
    placeOf: (key) => map.get(key)?.place ?? map.place,
  };
  return name === undefined ? undefined : context.remember(mapping, map.node);
}

function readOrder(node: YamlNode | undefined, context: ReadContext): MappingModel['order'] {
  const items = itemsOf(node, 'order', context);
  if (node !== undefined && node.kind !== 'list') return [context.placeholder(node.place)];
  return items.map((item) => readExpression(item, 'order', context));
}

/** A name, or a list of names. */
function readNames(node: YamlNode | undefined, what: string, context: ReadContext): readonly string[] {
  if (node === undefined) return [];
  const items = node.kind === 'list' ? node.items : [node];
  return items.flatMap((item) => readName(item, what, context) ?? []);
}

function readFillers(node: YamlNode | undefined, context: ReadContext): MappingModel['fillers'] {
  return entriesOf(node, 'fillers', context).flatMap((entry) => {
    const source = readKeyName(entry, 'dashed', 'a source', context);
    const alone = readAside(entry.value, `the filler ${entry.key}`, context);
    return source === undefined || alone === undefined ? [] : [{ source, alone, place: entry.keyPlace }];
  });
}

function readBlank(node: YamlNode | undefined, context: ReadContext): readonly BsonValue[] {
  return itemsOf(node, 'blank', context).flatMap((item) => {
    if (item.kind === 'scalar' && !item.missing) return [item.value];
    if (item.kind === 'map' && item.entries.length === 0) return [Object.create(null) as BsonValue];
    if (item.kind === 'list' && item.items.length === 0) return [[]];
    wrongKind(item, 'an item of blank', 'a text, number, boolean, null, { } or [ ]', context);
    return [];
  });
}

function letNames(node: YamlNode | undefined): readonly string[] {
  return node?.kind === 'map' ? node.entries.map(({ key }) => key) : [];
}

function readLet(node: YamlNode | undefined, context: ReadContext): MappingModel['let'] {
  return entriesOf(node, 'let', context).flatMap((entry) => {
    const name = readKeyName(entry, 'variable', 'let', context);
    const value = readExpression(entry.value, entry.key, context);
    return name === undefined ? [] : [context.remember({ name, value }, entry.value)];
  });
}

function readLink(node: YamlNode | undefined, context: ReadContext): MappingModel['link'] {
  return entriesOf(node, 'link', context).map((entry) =>
    context.remember(
      { field: entry.key, value: readComputed(entry.value, entry.key, context), place: entry.keyPlace },
      entry.value,
    ),
  );
}
