import type { Place } from '../finding.ts';

/** A YAML value with its place. Keys are text, in the order of the file, each once. */
export type YamlNode = YamlMap | YamlList | YamlScalar | YamlBroken;

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly place: Place;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly place: Place;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, for messages: `1.10` rather than 1.1. */
  readonly source: string;
  readonly style: ScalarStyle;
  /** True when nothing is written where a value could stand (`key:`). */
  readonly missing: boolean;
  readonly place: Place;
  /** The comment that ends the line of a plain scalar, and may have cut it. */
  readonly comment: Place | undefined;
  /** Place of the UTF-16 unit `offset` of a text value. */
  placeOf(offset: number): Place;
}

/** Something refused and reported already (alias, anchor, tag): any kind of value may have been meant. */
export interface YamlBroken {
  readonly kind: 'broken';
  readonly place: Place;
}

/** The value under `key`, or undefined. */
export function entryOf(map: YamlMap, key: string): YamlEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** What a node is, in words for messages. */
export function describeNode(node: YamlNode): string {
  if (node.kind === 'map') return 'a map';
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'broken') return 'something refused';
  if (node.missing) return 'nothing';
  if (node.value === null) return 'null';
  if (typeof node.value === 'string') return `the text ${shorten(node.value)}`;
  return `the ${typeof node.value} ${shorten(node.source)}`;
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
