import { type FieldModel, formatPath, type LeafModel, meaningOf, type Path } from '../../contract/index.ts';
import type { Element } from './element.ts';
import { computedText, element } from './make.ts';

/** The leaves of a field tree, each by its path; `into` is where the tree lies in the drawer. */
export function fieldElements(
  kind: 'field' | 'finish',
  key: readonly string[],
  field: FieldModel,
  into: Path,
): readonly Element[] {
  const walk = (node: FieldModel, path: Path): readonly Element[] =>
    node.kind === 'leaf'
      ? [leafElement(kind, key, node, path, into)]
      : node.children.length === 0
        ? [element(kind, [...key, formatPath(path)], { object: [] }, { place: node.place, text: '{}' })]
        : node.children.flatMap(({ name, field: child }) => walk(child, [...path, name]));
  return walk(field, []);
}

function leafElement(
  kind: 'field' | 'finish',
  key: readonly string[],
  leaf: LeafModel,
  path: Path,
  into: Path,
): Element {
  const { value, default: fallback, else: twin, fill, onChange, place } = leaf;
  const meaning = {
    value: meaningOf(value),
    default: fallback ? meaningOf(fallback) : null,
    else: twin ? { leaf: twin.leaf, value: meaningOf(twin.value), warn: twin.warn } : null,
    fill,
    onChange,
  };
  const parts = [
    computedText(value),
    ...(fallback ? [`default ${computedText(fallback)}`] : []),
    ...(twin ? [`else ${twin.leaf}: ${computedText(twin.value)} (${twin.warn})`] : []),
    ...(fill ? [] : ['no fill']),
    ...(onChange ? ['on change'] : []),
  ];
  return element(kind, [...key, formatPath(path)], meaning, {
    place,
    text: parts.join('; '),
    drawer: [formatPath([...into, ...path])],
    expressions: [value, fallback, twin?.value],
  });
}
