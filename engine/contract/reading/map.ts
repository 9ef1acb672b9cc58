import type { Place } from '../finding.ts';
import { didYouMean } from '../suggest.ts';
import { describeNode, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';

/** A YAML map whose keys are known: unknown ones are reported when it is opened. */
export interface OpenMap {
  readonly place: Place;
  readonly node: YamlMap;
  get(key: string): YamlNode | undefined;
  /** The value under a key that must be there; its absence is reported. */
  need(key: string): YamlNode | undefined;
}

/** Opens a map of known keys; undefined, reported, when the node is no map. `what` names it in messages. */
export function openMap(
  node: YamlNode | undefined,
  keys: readonly string[],
  what: string,
  context: ReadContext,
): OpenMap | undefined {
  const map = expectMap(node, what, context);
  if (map === undefined) return undefined;
  const values = new Map<string, YamlNode>();
  for (const { key, keyPlace, value } of map.entries) {
    if (keys.includes(key)) values.set(key, value);
    else {
      context.report('shape.unknown_key', keyPlace, `${what} has no key ${JSON.stringify(key)}`, {
        hint: didYouMean(key, keys) ?? `it has ${keys.join(', ')}`,
      });
    }
  }
  return {
    place: map.place,
    node: map,
    get: (key) => values.get(key),
    need(key) {
      const value = values.get(key);
      if (value === undefined) {
        context.report('shape.missing_key', map.place, `${what} needs the key ${JSON.stringify(key)}`);
        context.leaveOut();
      }
      return value;
    },
  };
}

/** The node as a map; undefined, reported, when it is something else, and silently when there is none. */
export function expectMap(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): YamlMap | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'map') return node;
  wrongKind(node, what, 'a map', context);
  return undefined;
}

/** Entries of a map of free keys. */
export function entriesOf(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): readonly YamlEntry[] {
  return expectMap(node, what, context)?.entries ?? [];
}

/** Items of a list; a missing one has none. */
export function itemsOf(node: YamlNode | undefined, what: string, context: ReadContext): readonly YamlNode[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items;
  wrongKind(node, what, 'a list', context);
  return [];
}

/** Reports a value of the wrong kind; what was refused in the YAML already is not reported again. */
export function wrongKind(
  node: YamlNode,
  what: string,
  wanted: string,
  context: ReadContext,
  hint?: string,
): void {
  context.leaveOut();
  if (node.kind === 'broken') return;
  context.report('shape.type', node.place, `${what} must be ${wanted}, not ${describeNode(node)}`, { hint });
}
