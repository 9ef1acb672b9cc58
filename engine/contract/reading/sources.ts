import type { Decision, SourceModel } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import { readClient } from './client.ts';
import type { ReadContext } from './context.ts';
import { readDecision } from './decision.ts';
import { readExpression } from './expression.ts';
import { entriesOf, type OpenMap, openMap } from './map.ts';
import { readTaking } from './taking.ts';
import { pathOf, readKeyName, readName, readProse, readReason, readText } from './values.ts';

/** A source whose schema is still a file name. */
export interface SourceReading extends Omit<SourceModel, 'schema'> {
  readonly schema: { readonly file: string; readonly node: YamlNode } | undefined;
  readonly node: YamlNode;
}

const keys = [
  'database',
  'collection',
  'at',
  'when',
  'schema',
  'client',
  'date',
  'cutoff',
  'ignore',
  'retire',
  'title',
  'note',
];

export function readSources(node: YamlNode | undefined, context: ReadContext): readonly SourceReading[] {
  return entriesOf(node, 'sources', context).flatMap((entry) => {
    const name = readKeyName(entry, 'dashed', 'a source', context);
    const map = openMap(entry.value, keys, `the source ${entry.key}`, context);
    if (name === undefined || map === undefined) return [];
    readProse(map.get('note'), 'note', context);
    const schema = map.need('schema');
    const file = readText(schema, 'schema', context);
    const undecided: Decision = { apply: false, reason: undefined, place: map.place };
    return [
      {
        name,
        collection: readText(map.get('collection'), 'collection', context) ?? name,
        database: readName(map.get('database'), 'database', context),
        at: readTaking(map.get('at'), 'at', context),
        when: readTaking(map.get('when'), 'when', context),
        title: readProse(map.get('title'), 'title', context),
        schema: schema && file !== undefined ? { file, node: schema } : undefined,
        ...readClient(map, context),
        dates: readDates(map.get('date'), context),
        cutoff: decided('cutoff', map, context) ?? undecided,
        retire: decided('retire', map, context) ?? undecided,
        ignore: readIgnore(map.get('ignore'), context),
        place: entry.keyPlace,
        node: map.node,
      },
    ];
  });
}

/** A decision that a source must take; reported when it is not there. */
function decided(key: 'cutoff' | 'retire', map: OpenMap, context: ReadContext): Decision | undefined {
  const node = map.get(key);
  if (node === undefined) {
    context.report('source.undecided', map.place, `${key} is not decided`, {
      hint: `${key}: true, or ${key}: { apply: false, reason: … }`,
    });
    context.leaveOut();
  }
  return readDecision(node, key, context);
}

/** The date of a source: an expression, or several of which the first that finds something counts. */
function readDates(node: YamlNode | undefined, context: ReadContext): SourceModel['dates'] {
  if (node === undefined) return [];
  if (node.kind !== 'list') return [readExpression(node, 'date', context)];
  if (node.items.length === 0) context.report('shape.value', node.place, 'date is an empty list');
  return node.items.map((item) => readExpression(item, 'date', context));
}

function readIgnore(node: YamlNode | undefined, context: ReadContext): SourceModel['ignore'] {
  return entriesOf(node, 'ignore', context).flatMap((entry) => {
    const path = pathOf(entry.key, entry.keyPlace, 'ignore', context);
    const reason = readReason(entry.value, 'the reason', context);
    return path === undefined ? [] : [{ path, reason: reason ?? '', place: entry.keyPlace }];
  });
}
