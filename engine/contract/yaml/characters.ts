import type { Report } from '../report.ts';
import type { YamlCode } from './codes.ts';
import type { Lines } from './lines.ts';

/** Control characters other than tab and line breaks, CR without LF, lone surrogates, U+FFFE and U+FFFF. */
const refused =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const mostReported = 10;

/** Reports the characters that no file may hold, the first few of them; true when there are none. */
export function checkCharacters(text: string, lines: Lines, report: Report<YamlCode>): boolean {
  let count = 0;
  for (const match of text.matchAll(refused)) {
    const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    report('yaml.character', lines.placeAt(match.index), `the character U+${code} is not allowed`);
    if (++count === mostReported) break;
  }
  return count === 0;
}
