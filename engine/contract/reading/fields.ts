import type { FieldModel, LeafModel, NamedField } from '../model.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { readComputed, readExpression } from './expression.ts';
import { openMap, wrongKind } from './map.ts';
import { readRuleCode } from './rule-code.ts';
import { readBoolean, readChoice, readProse, readText } from './values.ts';

/** Where a field tree stands: `$fill` belongs to outputs, `$on` to finish. */
export type TreeKind = 'output' | 'finish';

const leafKeys = {
  output: ['$value', '$default', '$else', '$fill', '$note'],
  finish: ['$value', '$default', '$else', '$on', '$note'],
} as const;

const emptyTree = (node: YamlNode): FieldModel & { kind: 'object' } => ({
  kind: 'object',
  children: [],
  place: node.place,
});

/** A whole field tree: a map that mirrors the drawer. */
export function readFieldTree(
  node: YamlNode,
  kind: TreeKind,
  what: string,
  context: ReadContext,
): FieldModel & { kind: 'object' } {
  if (node.kind !== 'map') {
    wrongKind(node, what, 'a map that mirrors the drawer', context);
    return emptyTree(node);
  }
  const leaf = node.entries.find(({ key }) => key.startsWith('$'));
  if (leaf) {
    context.report(
      'field.mixed',
      leaf.keyPlace,
      `${what} is an object of the drawer: it can't have ${leaf.key}`,
    );
    context.leaveOut();
    return emptyTree(node);
  }
  return readObject(node, kind, context);
}

function readObject(node: YamlMap, kind: TreeKind, context: ReadContext): FieldModel & { kind: 'object' } {
  const children: NamedField[] = [];
  for (const entry of node.entries) {
    const field = readField(entry.value, entry.key, kind, context);
    if (checkName(entry, context)) children.push({ name: entry.key, field });
  }
  return context.remember({ kind: 'object', children, place: node.place }, node);
}

function readField(node: YamlNode, name: string, kind: TreeKind, context: ReadContext): FieldModel {
  if (node.kind !== 'map') return readPlainLeaf(node, name, context);
  const special = node.entries.find(({ key }) => key.startsWith('$'));
  if (special === undefined) return readObject(node, kind, context);
  const plain = node.entries.find(({ key }) => !key.startsWith('$'));
  if (plain === undefined) return readLeaf(node, name, kind, context);
  context.report('field.mixed', plain.keyPlace, `${plain.key} stands beside ${special.key}`);
  context.leaveOut();
  return readPlainLeaf({ kind: 'broken', place: node.place }, name, context);
}

function readPlainLeaf(node: YamlNode, name: string, context: ReadContext): LeafModel {
  const value = readComputed(node, name, context);
  const leaf: LeafModel = {
    kind: 'leaf',
    value,
    default: undefined,
    else: undefined,
    fill: true,
    onChange: false,
    place: node.place,
  };
  return context.remember(leaf, node);
}

function readLeaf(node: YamlMap, name: string, kind: TreeKind, context: ReadContext): LeafModel {
  const map = openMap(node, leafKeys[kind], `the leaf ${name}`, context);
  const value = map?.need('$value');
  const fallback = map?.get('$default');
  readProse(map?.get('$note'), '$note', context);
  const leaf: LeafModel = {
    kind: 'leaf',
    value: value ? readComputed(value, '$value', context) : context.placeholder(node.place),
    default: fallback && readComputed(fallback, '$default', context),
    else: readElse(map?.get('$else'), context),
    fill: readBoolean(map?.get('$fill'), '$fill', context) ?? true,
    onChange: readChoice(map?.get('$on'), ['change'], '$on', context) !== undefined,
    place: node.place,
  };
  return context.remember(leaf, node);
}

function readElse(node: YamlNode | undefined, context: ReadContext): LeafModel['else'] {
  const map = openMap(node, ['leaf', 'value', 'warn'], '$else', context);
  if (map === undefined) return undefined;
  const leaf = map.need('leaf');
  const name = readText(leaf, 'leaf', context);
  const value = readExpression(map.need('value'), 'value', context);
  const warn = readRuleCode(map.need('warn'), 'warn', context);
  if (leaf === undefined || name === undefined || value === undefined) return undefined;
  if (!checkName({ key: name, keyPlace: leaf.place, value: leaf }, context)) return undefined;
  return context.remember({ leaf: name, value, warn, place: map.place }, map.node);
}

const prototypeNames = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether the drawer can have a field of this name; reported when not. */
function checkName(entry: YamlEntry, context: ReadContext): boolean {
  const { key, keyPlace } = entry;
  const reason =
    key === ''
      ? 'is empty'
      : key.startsWith('$')
        ? 'starts with $'
        : key.includes('.')
          ? 'holds a dot'
          : key.includes('\0')
            ? 'holds NUL'
            : prototypeNames.has(key)
              ? 'is not safe'
              : undefined;
  if (reason === undefined) return true;
  context.leaveOut();
  context.report(
    'field.name',
    keyPlace,
    `the drawer can't have the field ${JSON.stringify(key)}: its name ${reason}`,
    {
      hint: key.includes('.') ? 'nest maps instead of joining names by dots' : undefined,
    },
  );
  return false;
}
