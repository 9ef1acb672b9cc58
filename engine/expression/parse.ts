import jsonata from 'jsonata';
import type { AstNode } from './ast.ts';
import type { ExpressionFinding } from './finding.ts';
import { weightOf } from './weight.ts';

/** The parser copies the left side of `?:` and `??`; more than this many copied characters are refused. */
const MOST_WEIGHT = 2_000_000;

const HINTS: Readonly<Record<string, string>> = {
  S0101: 'close the text with the quote that opened it',
  S0105: 'close the name with a backtick',
  S0106: 'close the comment with */',
  S0203: 'something that was opened is not closed',
  S0207: 'the expression ends too early',
  S0212: 'only a variable such as $x can be bound with :=',
  S0213: 'a number, true, false or null cannot stand in a path; write a field of that name in backticks',
  S0301: 'a regular expression between // must not be empty',
  S0302: 'close the regular expression with /',
};

/** Parses a text with jsonata's own parser. However broken or deep the text is, this gives a finding, never throws. */
export function parse(text: string, longest: number): { ast: AstNode } | { finding: ExpressionFinding } {
  if (text.length > longest) {
    return {
      finding: { code: 'expression.size', message: `longer than ${longest} characters`, position: 0 },
    };
  }
  if (weightOf(text, MOST_WEIGHT) > MOST_WEIGHT) {
    return { finding: { code: 'expression.size', message: 'too many nested ?: or ??', position: 0 } };
  }
  try {
    return { ast: jsonata(text).ast() as unknown as AstNode };
  } catch (error) {
    return { finding: findingOf(error, text) };
  }
}

/** What a parser error says; an error that has no code of jsonata's is a broken regular expression or signature. */
function findingOf(error: unknown, text: string): ExpressionFinding {
  if (error instanceof RangeError) {
    return { code: 'expression.depth', message: 'nested too deeply', position: 0 };
  }
  const { code, position, token, message } = error as {
    code?: unknown;
    position?: unknown;
    token?: unknown;
    message?: unknown;
  };
  const at =
    typeof position === 'number' && Number.isFinite(position)
      ? Math.min(Math.max(position, 0), text.length)
      : 0;
  if (typeof code !== 'string') {
    const isRegex = error instanceof SyntaxError;
    return {
      code: isRegex ? 'expression.regex' : 'expression.syntax',
      message: typeof message === 'string' ? message : 'the expression cannot be parsed',
      position: at,
    };
  }
  return {
    code: 'expression.syntax',
    message: typeof message === 'string' ? message : 'syntax error',
    ...(HINTS[code] !== undefined && { hint: HINTS[code] }),
    position: startOf(at, token, text),
    ...(typeof token === 'string' && { token, length: token.length }),
    detail: code,
  };
}

/** The parser gives a token's end or its start; the token's text tells which. */
function startOf(position: number, token: unknown, text: string): number {
  if (typeof token !== 'string' || token === '' || text.startsWith(token, position)) return position;
  return text.startsWith(token, position - token.length) ? position - token.length : position;
}
