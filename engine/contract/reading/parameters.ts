import type { ParameterModel } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { entriesOf, openMap, wrongKind } from './map.ts';
import { readBoolean, readChoice, readKeyName, readProse } from './values.ts';

const types = ['date', 'text', 'integer', 'boolean'] as const;

/** The parameters a run must or may be given. */
export function readParameters(node: YamlNode | undefined, context: ReadContext): readonly ParameterModel[] {
  return entriesOf(node, 'parameters', context).flatMap((entry) => {
    const name = readKeyName(entry, 'variable', 'a parameter', context);
    const map = openMap(
      entry.value,
      ['type', 'required', 'default', 'note'],
      `the parameter ${entry.key}`,
      context,
    );
    if (name === undefined || map === undefined) return [];
    readProse(map.get('note'), 'note', context);
    const parameter: ParameterModel = {
      name,
      type: readChoice(map.need('type'), types, 'type', context) ?? 'text',
      required: readBoolean(map.get('required'), 'required', context) ?? false,
      default: readDefault(map.get('default'), context),
      place: entry.keyPlace,
    };
    return [context.remember(parameter, map.node)];
  });
}

function readDefault(node: YamlNode | undefined, context: ReadContext): ParameterModel['default'] {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && node.value !== null) return node.value;
  wrongKind(node, 'default', 'a text, number or boolean', context);
  return undefined;
}
