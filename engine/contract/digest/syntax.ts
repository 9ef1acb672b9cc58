import jsonata from 'jsonata';
import type { Computed } from '../model.ts';
import type { Plain } from './stable.ts';

/** What an expression or literal means, without its spelling: the syntax tree, no positions, no comments. */
export function meaningOf(computed: Computed): Plain {
  if (computed.kind === 'literal') return { literal: computed.value };
  return { expression: plainTree(jsonata(computed.text).ast()) };
}

/** A syntax tree as plain data; regular expressions as their source and flags. */
function plainTree(node: unknown): Plain {
  if (node instanceof RegExp) return { source: node.source, flags: node.flags };
  if (Array.isArray(node)) return node.map(plainTree);
  if (typeof node === 'object' && node !== null) {
    const plain: Record<string, Plain> = Object.create(null);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'position' || value === undefined || typeof value === 'function') continue;
      plain[key] = plainTree(value);
    }
    return plain;
  }
  return typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean' ? node : null;
}
