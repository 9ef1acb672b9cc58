import { type CST, isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, type Scalar } from 'yaml';
import type { Place } from '../finding.ts';
import type { Report } from '../report.ts';
import type { YamlCode } from './codes.ts';
import type { Lines } from './lines.ts';
import type { ScalarStyle, YamlEntry, YamlNode, YamlScalar } from './node.ts';
import { isExactNumber } from './number.ts';
import { scalarOffsets } from './scalar-offsets.ts';

export interface TreeContext {
  readonly lines: Lines;
  readonly report: Report<YamlCode>;
}

/** The library's nodes as ours: keys checked, numbers checked, each value with its place. */
export function treeOf(node: Node | null | undefined, at: Place, context: TreeContext): YamlNode {
  if (node === null || node === undefined) return missing(at);
  const place = placeOf(node, at, context);
  if (isAlias(node) || refused(node)) return { kind: 'broken', place };
  if (isMap(node))
    return { kind: 'map', entries: entriesOf(node.items as readonly Item[], place, context), place };
  if (isSeq(node)) {
    return {
      kind: 'list',
      items: node.items.map((item) => treeOf(item as Node | null, place, context)),
      place,
    };
  }
  return isScalar(node) ? scalarOf(node, place, context) : { kind: 'broken', place };
}

function placeOf(node: Node, at: Place, context: TreeContext): Place {
  return node.range ? context.lines.placeAt(node.range[0]) : at;
}

/** Anchors and tags are reported from the tokens; what they hang on is not trusted. */
function refused(node: Node): boolean {
  return Boolean((node as { anchor?: string }).anchor) || node.tag !== undefined;
}

interface Item {
  readonly key: ParsedNode | null;
  readonly value: ParsedNode | null;
}

function entriesOf(items: readonly Item[], at: Place, context: TreeContext): YamlEntry[] {
  const entries = new Map<string, YamlEntry>();
  for (const { key, value } of items) {
    const keyPlace = key ? placeOf(key, at, context) : at;
    const name = keyOf(key, keyPlace, context);
    const tree = treeOf(value, keyPlace, context);
    if (name === undefined) continue;
    const first = entries.get(name);
    if (first) {
      const text = JSON.stringify(name);
      context.report('yaml.duplicate_key', keyPlace, `the key ${text} stands here again`, {
        hint: `it stands in line ${first.keyPlace.line} already`,
      });
    } else entries.set(name, { key: name, keyPlace, value: tree });
  }
  return [...entries.values()];
}

function keyOf(key: ParsedNode | null, place: Place, context: TreeContext): string | undefined {
  if (key && (isAlias(key) || refused(key))) return undefined;
  if (!isScalar(key) || typeof key.value !== 'string') {
    const source = isScalar(key) ? (key.source ?? '') : '';
    const hint = source === '' ? undefined : `quote it: "${source}"`;
    context.report('yaml.key', place, 'a key must be text', { hint });
    return undefined;
  }
  if (key.value === '<<' && key.type === 'PLAIN') {
    context.report('yaml.merge_key', place, 'merge keys are not part of the language');
    return undefined;
  }
  return key.value;
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function scalarOf(node: Scalar, place: Place, context: TreeContext): YamlScalar {
  const value = node.value;
  const source = node.source ?? '';
  const token = node.srcToken as CST.FlowScalar | CST.BlockScalar | undefined;
  if (typeof value === 'number' && !isExactNumber(source, value)) {
    context.report('yaml.number', place, `the number ${source} can't be held exactly`, {
      hint: `if it is a text, quote it: "${source}"`,
    });
  }
  const style = styles[node.type ?? 'PLAIN'] ?? 'plain';
  return {
    kind: 'scalar',
    value: isPlainValue(value) ? value : String(value),
    source,
    style,
    missing: value === null && source === '' && style === 'plain',
    place,
    comment: style === 'plain' ? commentAfter(token, context) : undefined,
    placeOf: textPlaces(token, value, place, context.lines),
  };
}

function isPlainValue(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function commentAfter(
  token: CST.FlowScalar | CST.BlockScalar | undefined,
  context: TreeContext,
): Place | undefined {
  if (token === undefined || !('end' in token)) return undefined;
  for (const part of token.end ?? []) {
    if (part.type === 'newline') return undefined;
    if (part.type === 'comment') return context.lines.placeAt(part.offset);
  }
  return undefined;
}

function textPlaces(
  token: CST.FlowScalar | CST.BlockScalar | undefined,
  value: unknown,
  place: Place,
  lines: Lines,
): (offset: number) => Place {
  let offsets: readonly number[] | undefined;
  return (offset) => {
    if (token === undefined) return place;
    if (offsets === undefined) {
      const found = scalarOffsets(token);
      offsets = found.value === value ? found.offsets : [];
    }
    const at = offsets[Math.min(Math.max(0, offset), offsets.length - 1)];
    return at === undefined ? place : lines.placeAt(at);
  };
}

function missing(place: Place): YamlScalar {
  return {
    kind: 'scalar',
    value: null,
    source: '',
    style: 'plain',
    missing: true,
    place,
    comment: undefined,
    placeOf: () => place,
  };
}
