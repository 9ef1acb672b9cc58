import type { CST, ErrorCode, YAMLError } from 'yaml';
import type { Report } from '../report.ts';
import type { YamlCode } from './codes.ts';
import type { Lines } from './lines.ts';
import { visitTokens } from './tokens.ts';

const blockScalar =
  'if this is an expression, write it in a block scalar: `key: |` and the expression indented below';

/** Hints by the library's code; the words are ours, for people who write expressions. */
const hints: Partial<Record<ErrorCode, string>> = {
  BAD_SCALAR_START: blockScalar,
  BLOCK_AS_IMPLICIT_KEY: blockScalar,
  UNEXPECTED_TOKEN: blockScalar,
  MULTILINE_IMPLICIT_KEY: blockScalar,
  BLOCK_IN_FLOW: blockScalar,
  MISSING_CHAR: 'a quote, a bracket, a colon or a space is missing here or before',
  BAD_INDENT: 'entries of one map start in the same column',
  TAB_AS_INDENT: 'use spaces',
  BAD_DQ_ESCAPE: 'write the backslash twice, or use single quotes',
};

/**
 * Reports what the YAML library objects to: the first fault of each line, since one slip makes several. A quote
 * or bracket that nothing closes is reported where it opens. Gives the lines that hold faults.
 */
export function reportSyntax(
  errors: readonly YAMLError[],
  tokens: readonly CST.Token[],
  lines: Lines,
  report: Report<YamlCode>,
): Set<number> {
  const seen = new Set<number>();
  if (errors.length === 0) return seen;
  const opened = unclosed(tokens);
  const ordered = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  for (const error of withoutConsequences(ordered)) {
    const at = Math.max(0, error.pos[0]);
    const start = closingCodes.has(error.code) ? opened.findLast((offset) => offset <= at) : undefined;
    const place = lines.placeAt(start ?? at);
    if (seen.has(place.line)) continue;
    seen.add(place.line);
    const code = error.code === 'TAB_AS_INDENT' ? 'yaml.tab' : 'yaml.syntax';
    const message = start === undefined ? firstLine(error.message) : 'nothing closes what opens here';
    const hint = start === undefined ? hints[error.code] : 'a quote or bracket is missing';
    report(code, place, message, { hint, detail: error.code });
    if (start !== undefined) break;
  }
  return seen;
}

/** Leaves out what a tab or a wrong indentation makes of the lines below it. */
function withoutConsequences(errors: readonly YAMLError[]): readonly YAMLError[] {
  const tab = errors.findIndex(({ code }) => code === 'TAB_AS_INDENT');
  const indent = errors.findIndex(({ code }) => code === 'BAD_INDENT');
  return errors.filter(({ code }, index) => {
    if (tab >= 0 && index > tab) return code === 'TAB_AS_INDENT';
    return code !== 'BAD_INDENT' || index === indent;
  });
}

const closingCodes: ReadonlySet<ErrorCode> = new Set(['MISSING_CHAR', 'BAD_INDENT']);

/** Offsets of the quotes and brackets that nothing closes. */
function unclosed(tokens: readonly CST.Token[]): number[] {
  const offsets: number[] = [];
  visitTokens(tokens, (token) => {
    if (token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar') {
      const quote = token.type === 'single-quoted-scalar' ? "'" : '"';
      if (token.source.length === 1 || !token.source.endsWith(quote)) offsets.push(token.offset);
    } else if (token.type === 'flow-collection') {
      const closed = token.end.some(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end');
      if (!closed) offsets.push(token.offset);
    }
  });
  return offsets.sort((a, b) => a - b);
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
