import { BsonDocument, type BsonValue, fieldsOf, isDocument } from '../../bson/index.ts';

/** Which paths of a source's documents the contract reads or ignores; `whole` stands for all below. */
export interface ReadTree {
  readonly whole: boolean;
  readonly children: ReadonlyMap<string, ReadTree>;
}

interface Growing {
  whole: boolean;
  readonly children: Map<string, Growing>;
}

/** Collects paths into a tree. */
export function buildReadTree(
  paths: Iterable<{ readonly path: readonly string[]; readonly whole: boolean }>,
): ReadTree {
  const root: Growing = { whole: false, children: new Map() };
  for (const { path, whole } of paths) {
    let at = root;
    for (const name of path) {
      let next = at.children.get(name);
      if (next === undefined) {
        next = { whole: false, children: new Map() };
        at.children.set(name, next);
      }
      at = next;
    }
    if (whole) at.whole = true;
  }
  return root;
}

/** Calls `found` with each path of the document that the tree does not cover, as dotted text. */
export function unreadPaths(document: BsonDocument, tree: ReadTree, found: (path: string) => void): void {
  visit(document, tree, '', found);
}

function visit(value: BsonValue, tree: ReadTree, prefix: string, found: (path: string) => void): void {
  if (tree.whole || tree.children.size === 0) return;
  if (Array.isArray(value)) {
    for (const item of value) visit(item, tree, prefix, found);
    return;
  }
  if (!isDocument(value)) return;
  const fields = value instanceof BsonDocument ? value.fields() : fieldsOf(value);
  for (const name in fields) {
    const child = tree.children.get(name);
    if (child === undefined) found(prefix + quoted(name));
    else if (!child.whole && child.children.size > 0)
      visit(fields[name] as BsonValue, child, `${prefix}${quoted(name)}.`, found);
  }
}

function quoted(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? name : `\`${name}\``;
}
