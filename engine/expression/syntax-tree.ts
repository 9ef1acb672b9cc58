import { DEFAULT_LIMITS } from './limits.ts';
import { parse } from './parse.ts';

/** Plain data. */
export type PlainTree =
  | string
  | number
  | boolean
  | null
  | readonly PlainTree[]
  | { readonly [key: string]: PlainTree };

/**
 * The syntax tree of a text as plain data, without positions: equal for texts that differ in layout, comments and
 * quoting only. Regular expressions are their source and flags. Undefined for a text that does not parse.
 */
export function syntaxTree(text: string): PlainTree | undefined {
  const parsed = parse(text, DEFAULT_LIMITS.source);
  return 'ast' in parsed ? plainTree(parsed.ast) : undefined;
}

function plainTree(node: unknown): PlainTree {
  if (node instanceof RegExp) return { source: node.source, flags: node.flags };
  if (Array.isArray(node)) return node.map(plainTree);
  if (typeof node === 'object' && node !== null) {
    const plain: Record<string, PlainTree> = Object.create(null);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'position' || value === undefined || typeof value === 'function') continue;
      plain[key] = plainTree(value);
    }
    return plain;
  }
  return typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean' ? node : null;
}
