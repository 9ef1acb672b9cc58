import { type CST, Lexer, Parser } from 'yaml';
import type { Report } from '../report.ts';
import type { YamlCode } from './codes.ts';
import type { Lines } from './lines.ts';

/** Most levels of lists and maps in each other. */
export const deepest = 100;

/**
 * Cuts a text into YAML's syntax tokens. Works without recursion and stops at the first place that is nested
 * too deep, so that no text overflows the stack of the stages behind it; undefined then.
 */
export function tokensOf(text: string, lines: Lines, report: Report<YamlCode>): CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > deepest && levels(parser.stack) > deepest) {
      report(
        'yaml.depth',
        lines.placeAt(parser.stack.at(-1)?.offset ?? parser.offset),
        `nested more than ${deepest} levels deep`,
      );
      return undefined;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

const collections = new Set(['block-map', 'block-seq', 'flow-collection']);

function levels(stack: readonly CST.Token[]): number {
  return stack.filter((token) => collections.has(token.type)).length;
}

/** Walks all tokens in the order of the text, without recursion beyond the checked depth. */
export function visitTokens(
  tokens: readonly CST.Token[],
  visit: (token: CST.Token | CST.SourceToken) => void,
): void {
  for (const token of tokens) visitToken(token, visit);
}

function visitToken(token: CST.Token, visit: (token: CST.Token | CST.SourceToken) => void): void {
  if ('start' in token && Array.isArray(token.start)) for (const part of token.start) visit(part);
  visit(token);
  if ('props' in token) visitTokens(token.props, visit);
  if ('items' in token) {
    for (const item of token.items) {
      for (const part of item.start) visit(part);
      if (item.key) visitToken(item.key, visit);
      for (const part of item.sep ?? []) visit(part);
      if (item.value) visitToken(item.value, visit);
    }
  }
  if ('value' in token && token.value) visitToken(token.value, visit);
  if ('end' in token) for (const part of token.end ?? []) visit(part);
}
