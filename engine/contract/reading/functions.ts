import type { Place } from '../finding.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { entriesOf, itemsOf, openMap } from './map.ts';
import { readKeyName, readProse } from './values.ts';

/** A named function as functions.yaml gives it; its texts are not compiled yet. */
export interface FunctionReading {
  readonly name: string;
  readonly value: YamlNode;
  readonly examples: readonly {
    readonly call: YamlNode;
    readonly gives: YamlNode;
    readonly node: YamlNode;
  }[];
  readonly node: YamlNode;
  readonly place: Place;
}

/** `functions.yaml`; the order of the file does not matter. */
export function readFunctions(node: YamlNode, context: ReadContext): readonly FunctionReading[] {
  const map = openMap(node, ['functions', 'note'], 'functions.yaml', context);
  readProse(map?.get('note'), 'note', context);
  return entriesOf(map?.need('functions'), 'functions', context).flatMap((entry) => {
    const name = readKeyName(entry, 'variable', 'a function', context);
    const body = openMap(entry.value, ['note', 'value', 'examples'], `the function ${entry.key}`, context);
    if (name === undefined || body === undefined) return [];
    readProse(body.get('note'), 'note', context);
    const value = body.need('value');
    if (value === undefined) return [];
    const examples = itemsOf(body.get('examples'), 'examples', context).flatMap((item) => {
      const example = openMap(item, ['call', 'gives', 'note'], 'an example', context);
      const call = example?.need('call');
      const gives = example?.need('gives');
      return example && call && gives ? [{ call, gives, node: example.node }] : [];
    });
    return [{ name, value, examples, node: body.node, place: entry.keyPlace }];
  });
}
