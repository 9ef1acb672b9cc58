import type { CST } from 'yaml';
import type { Report } from '../report.ts';
import type { YamlCode } from './codes.ts';
import type { Lines } from './lines.ts';
import { visitTokens } from './tokens.ts';

interface Refusal {
  readonly code: YamlCode;
  readonly what: string;
  readonly hint: string;
}

const toBlock =
  'if it starts an expression, write it in a block scalar: `key: |` and the expression indented below';

const refusals: Readonly<Record<string, Refusal>> = {
  anchor: { code: 'yaml.anchor', what: 'an anchor', hint: toBlock },
  alias: { code: 'yaml.alias', what: 'an alias', hint: toBlock },
  tag: { code: 'yaml.tag', what: 'a tag', hint: 'if it starts a text, quote the text' },
  directive: { code: 'yaml.directive', what: 'a directive', hint: 'files are always YAML 1.2' },
};

/** Reports anchors, aliases, tags and directives, save on lines that are no YAML anyway. */
export function reportConstructs(
  tokens: readonly CST.Token[],
  lines: Lines,
  faulty: ReadonlySet<number>,
  report: Report<YamlCode>,
): void {
  visitTokens(tokens, (token) => {
    const refusal = refusals[token.type];
    if (refusal === undefined) return;
    const place = lines.placeAt(token.offset);
    if (faulty.has(place.line)) return;
    const source = 'source' in token ? token.source : '';
    report(refusal.code, place, `${refusal.what} (\`${source.slice(0, 40)}\`) is not allowed`, {
      hint: refusal.hint,
    });
  });
}
