import {
  type Computed,
  type Contract,
  formatPath,
  type MappingModel,
  meaningOf,
  type OutputModel,
  type Plain,
  type RuleModel,
  unordered,
} from '../../contract/index.ts';
import type { Element, ElementKind } from './element.ts';
import { fieldElements } from './fields.ts';
import { computedElement, computedText, element } from './make.ts';

/** The mappings, each with its rules, its outputs and their fields. */
export function mappingElements(contract: Contract): readonly Element[] {
  return contract.mappings.flatMap(oneMapping);
}

function oneMapping(mapping: MappingModel): readonly Element[] {
  const { name, title, place } = mapping;
  const key = ['mapping', name];
  const drawer = mapping.outputs.map(({ into }) => formatPath(into));
  const setting = (kind: ElementKind, word: string, meaning: Plain, at: string, text?: string): Element =>
    element(kind, [...key, word], meaning, {
      place: mapping.placeOf(at),
      drawer,
      ...(text === undefined ? {} : { text }),
    });
  const order = { expressions: mapping.order, text: mapping.order.map(computedText).join(', ') };
  return [
    element('mapping', key, true, { place, text: name, drawer }),
    setting('mapping-step', 'step', mapping.step, 'step'),
    setting('mapping-from', 'from', [...mapping.from], 'from', mapping.from.join(', ')),
    setting('mapping-after', 'after', unordered(mapping.after), 'after', mapping.after.join(', ')),
    element('mapping-order', [...key, 'order'], mapping.order.map(meaningOf), {
      place: mapping.placeOf('order'),
      drawer,
      ...order,
    }),
    setting('mapping-choose', 'choose', mapping.choose ?? null, 'choose'),
    setting('mapping-fill', 'fill', mapping.fill, 'fill'),
    setting('mapping-blank', 'blank', unordered(mapping.blank as readonly Plain[]), 'blank'),
    setting('without-drawer', 'without_drawer', mapping.withoutDrawer, 'without_drawer'),
    setting('linked', 'linked', mapping.linked ?? null, 'linked'),
    ...mapping.fillers.map(({ source, alone, place: at }) =>
      element(
        'filler',
        [...key, 'filler', source],
        { disposition: alone.disposition, code: alone.code },
        {
          place: at,
          drawer,
          text: `${source} (${alone.disposition} ${alone.code})`,
        },
      ),
    ),
    ...mapping.let.map(({ name: variable, value }) =>
      computedElement('let', [...key, 'let', variable], value),
    ),
    ...rules('exclude', key, mapping.exclude, true),
    ...rules('refuse', key, mapping.refuse, true),
    ...rules('warn', key, mapping.warn, false),
    ...mapping.outputs.flatMap((output) => oneOutput(key, output)),
    ...mapping.link.map(({ field, value, place: at }) => linkElement(key, field, value, at)),
    ...(title === undefined ? [] : [element('title', [...key, 'title'], title, { place })]),
  ];
}

function linkElement(
  key: readonly string[],
  field: string,
  value: Computed,
  place: Element['place'],
): Element {
  return computedElement('link', [...key, 'link', field], value, { place });
}

/** The rules of one list; those of one code are told apart by their turn, and the order of all is an element. */
function rules(
  kind: 'exclude' | 'refuse' | 'warn',
  key: readonly string[],
  list: readonly RuleModel[],
  ordered: boolean,
): readonly Element[] {
  const turns = new Map<string, number>();
  const named = list.map((rule) => {
    const turn = turns.get(rule.code) ?? 0;
    turns.set(rule.code, turn + 1);
    return { rule, name: turn === 0 ? rule.code : `${rule.code} (${turn + 1})` };
  });
  const each = named.map(({ rule, name }) =>
    element(
      kind,
      [...key, kind, name],
      { when: meaningOf(rule.when), items: rule.items ? [...rule.items] : null },
      {
        place: rule.place,
        text: computedText(rule.when),
        expressions: [rule.when],
      },
    ),
  );
  const [first] = list;
  if (!ordered || first === undefined) return each;
  const names = named.map(({ name }) => name);
  return [...each, element('rule-order', [...key, kind, ':order'], names, { place: first.place })];
}

function oneOutput(of: readonly string[], output: OutputModel): readonly Element[] {
  const { name, into, many, key: logicalId, order, fields, place } = output;
  const key = [...of, 'output', name];
  const path = formatPath(into);
  return [
    element('output', key, true, { place, text: name, drawer: [path] }),
    element(
      'output-into',
      [...key, 'into'],
      { into: [...into], many },
      {
        place,
        text: many ? `${path}[]` : path,
        drawer: [path],
      },
    ),
    element('output-key', [...key, 'key'], logicalId ? [...logicalId] : null, {
      place,
      text: logicalId ? formatPath(logicalId) : 'null',
      drawer: [path],
    }),
    element(
      'output-order',
      [...key, 'order'],
      order.map((each) => [...each]),
      {
        place,
        text: order.map(formatPath).join(', '),
        drawer: [path],
      },
    ),
    ...fieldElements('field', key, fields, into),
  ];
}
