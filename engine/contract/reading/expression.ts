import type { Computed, ContractExpression, ContractLiteral } from '../model.ts';
import { describeNode, type YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';

const toBlock = 'if this is an expression, write it as text: in a block scalar (`|`) or in quotes';

/**
 * An expression of the contract, compiled. What can't be one is reported and replaced by a placeholder, so that
 * the model stays whole; undefined only when there is no node.
 */
export function readExpression(node: YamlNode, what: string, context: ReadContext): ContractExpression;
export function readExpression(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): ContractExpression | undefined;
export function readExpression(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): ContractExpression | undefined {
  if (node === undefined) return undefined;
  return compileNode(node, what, context) ?? fallback(node, context);
}

function fallback(node: YamlNode, context: ReadContext): ContractExpression {
  context.leaveOut();
  return context.placeholder(node.place);
}

function compileNode(node: YamlNode, what: string, context: ReadContext): ContractExpression | undefined {
  if (node.kind === 'broken') return undefined;
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    const message = `${what} must be an expression, not ${describeNode(node)}`;
    context.report('expression.kind', node.place, message, { hint: toBlock });
    return undefined;
  }
  if (node.comment) {
    const message = `this comment ends ${what}; YAML read ${JSON.stringify(node.value)}`;
    context.report('expression.comment', node.comment, message, {
      hint: 'write the expression in a block scalar (`|`) or in quotes, the comment on its own line',
    });
    return undefined;
  }
  if (node.value.trim() === '') {
    context.report('expression.empty', node.place, `${what} has no text`);
    return undefined;
  }
  return context.compile(node.value, node.place, node.placeOf);
}

/** An expression, or a number, boolean or null that stands for itself. */
export function readComputed(node: YamlNode, what: string, context: ReadContext): Computed {
  if (node.kind === 'list') {
    context.report('field.list', node.place, `${what} can't be a YAML list`, {
      hint: 'an expression gives lists: write `[a, b]` as text, in quotes or in a block scalar (`|`)',
    });
    return fallback(node, context);
  }
  if (node.kind === 'scalar' && node.missing) {
    context.report('field.empty', node.place, `${what} has nothing behind its colon`, {
      hint: 'write an expression, or null if null is meant',
    });
    return fallback(node, context);
  }
  return readLiteral(node) ?? readExpression(node, what, context);
}

function readLiteral(node: YamlNode): ContractLiteral | undefined {
  if (node.kind !== 'scalar' || typeof node.value === 'string') return undefined;
  return { kind: 'literal', value: node.value, place: node.place };
}
