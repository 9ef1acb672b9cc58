import { syntaxTree } from '../../expression/index.ts';
import type { Computed } from '../model.ts';
import type { Plain } from './stable.ts';

/** What an expression or literal means, without its spelling: the syntax tree, no positions, no comments. */
export function meaningOf(computed: Computed): Plain {
  if (computed.kind === 'literal') return { literal: computed.value };
  return { expression: syntaxTree(computed.text) ?? computed.text };
}
