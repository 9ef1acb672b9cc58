import type { Place } from '../finding.ts';
import type { SchemaModel } from '../model.ts';
import { mostPlaces, pointerOf, unfoldingFault } from '../schema/index.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { wrongKind } from './map.ts';

/** A schema file as plain JSON, with the place of every pointer into it. */
export function readSchema(file: string, node: YamlNode, context: ReadContext): SchemaModel | undefined {
  if (node.kind !== 'map') {
    wrongKind(node, 'a schema', 'a map', context);
    return undefined;
  }
  const json = jsonOf(node) as Readonly<Record<string, unknown>>;
  const fault = unfoldingFault(json);
  if (fault) {
    const message =
      fault.kind === 'recursive'
        ? 'this schema contains itself'
        : `written out, this schema describes more than ${mostPlaces} places`;
    context.report('schema.recursive', pointerPlace(node, pointerOf(fault.path)), message);
    context.leaveOut();
    return undefined;
  }
  return context.remember({ file, json, placeOf: (pointer) => pointerPlace(node, pointer) }, node);
}

/** A YAML tree as plain data; own keys only, whatever their names. What was refused in the YAML is null. */
export function jsonOf(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'broken') return null;
  if (node.kind === 'list') return node.items.map(jsonOf);
  const object = {};
  for (const { key, value } of node.entries) {
    Object.defineProperty(object, key, {
      value: jsonOf(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}

/** The place of a JSON pointer; of the nearest thing above it when the pointer leads nowhere. */
function pointerPlace(root: YamlNode, pointer: string): Place {
  let node = root;
  let place = root.place;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (node.kind === 'map') {
      const entry = node.entries.find(({ key }) => key === name);
      if (entry === undefined) return place;
      node = entry.value;
      place = node.kind === 'scalar' ? node.place : entry.keyPlace;
    } else if (node.kind === 'list') {
      const item = node.items[Number(name)];
      if (item === undefined) return place;
      node = item;
      place = item.place;
    } else return place;
  }
  return place;
}
