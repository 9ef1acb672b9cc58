import { BsonDocument, fieldsOf, isDocument, type PlainDocument } from '../../bson/index.ts';
import type { HelperDefinition } from '../../expression/index.ts';

/** `$hasLeaf(object)`: whether a tree of objects holds anything. */
export const hasLeaf: HelperDefinition = {
  name: 'hasLeaf',
  signature: '<j?:b>',
  doc: 'True when anything but objects lies in it, at any depth; false for absent, for `{}` and for objects of objects.',
  examples: [
    { expression: '$hasLeaf({ "a": { "b": 1 } })', gives: true },
    { expression: '$hasLeaf({ "a": { "b": null } })', gives: true },
    { expression: '$hasLeaf({ "a": [] })', gives: true },
    { expression: '$hasLeaf({ "a": { "b": {} } })', gives: false },
    { expression: '$hasLeaf({})', gives: false },
    { expression: '$hasLeaf(missing)', gives: false },
  ],
  run: ([value]) => value !== undefined && holdsLeaf(value),
};

/** A legacy object that was moved whole into the drawer is one leaf, whatever it holds. */
function holdsLeaf(root: unknown): boolean {
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (!isDocument(value as PlainDocument)) return true;
    const children = Object.values(fieldsOf(value as BsonDocument | PlainDocument));
    const built = !(value instanceof BsonDocument);
    if (built && children.some((child) => child instanceof BsonDocument)) return true;
    open.push(...children);
  }
  return false;
}
