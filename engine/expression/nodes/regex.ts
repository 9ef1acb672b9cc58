import type { AstNode } from '../ast.ts';
import { Unsupported } from '../compiler.ts';
import { MatcherFunction } from '../functions/matcher.ts';
import { LinearRegex } from '../regex/linear-regex.ts';
import type { Evaluate } from '../run.ts';

/** `/…/flags`: a function that searches a text. */
export function compileRegex(node: AstNode): Evaluate {
  if (!(node.value instanceof RegExp)) {
    throw new Unsupported(
      'expression.unsupported',
      'a regular expression on the left of ?: or ?? is not supported',
      node,
      'bind the left side to a variable first',
    );
  }
  const matcher = new MatcherFunction(linear(node, node.value), node.position ?? 0);
  return () => matcher;
}

function linear(node: AstNode, regex: RegExp): LinearRegex {
  try {
    return new LinearRegex(regex.source, regex.flags);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Unsupported(
      'expression.regex',
      `this regular expression cannot be searched in linear time: ${why}`,
      node,
      'write it without look-around, back-references and nested optional groups',
    );
  }
}
