import { Composer, type CST, type Document, isScalar, type ParsedNode, type YAMLError } from 'yaml';
import type { Report } from '../report.ts';
import { checkCharacters } from './characters.ts';
import type { YamlCode } from './codes.ts';
import { reportConstructs } from './constructs.ts';
import { linesOf } from './lines.ts';
import type { YamlNode } from './node.ts';
import { reportSyntax } from './syntax.ts';
import { tokensOf } from './tokens.ts';
import { treeOf } from './tree.ts';

/** Largest file, in bytes of UTF-8. */
export const largest = 1024 * 1024;

/**
 * Reads one file as the language's strict YAML (T70–T77): YAML 1.2 core schema, one document, no anchors,
 * aliases, tags, merge keys or directives, text keys each once, exact numbers, at most 1 MiB and 100 levels.
 * Every fault is reported with its place; undefined when the text has no usable structure. Never throws.
 */
export function parseYaml(file: string, text: string, report: Report<YamlCode>): YamlNode | undefined {
  if (Buffer.byteLength(text) > largest) {
    report('yaml.size', { file, line: 1, column: 1 }, `the file is larger than ${largest} bytes`);
    return undefined;
  }
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = linesOf(file, source);
  if (!checkCharacters(source, lines, report)) return undefined;
  const tokens = tokensOf(source, lines, report);
  if (tokens === undefined) return undefined;
  const documents = compose(tokens, source.length);
  const errors = documents.flatMap((document) => document.errors as YAMLError[]);
  const faulty = reportSyntax(errors, tokens, lines, report);
  reportConstructs(tokens, lines, faulty, report);
  if (errors.length > 0) return undefined;
  const [document, second] = documents;
  if (second) {
    report('yaml.documents', lines.placeAt(second.range[0]), 'a second document starts here');
    return undefined;
  }
  if (!document?.contents || isEmptyScalar(document.contents)) {
    report('yaml.empty', lines.placeAt(0), 'the file holds nothing');
    return undefined;
  }
  return treeOf(document.contents, lines.placeAt(0), { lines, report });
}

function compose(tokens: readonly CST.Token[], length: number): Document.Parsed[] {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    strict: true,
    merge: false,
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return [...composer.compose(tokens, true, length)] as Document.Parsed[];
}

function isEmptyScalar(node: ParsedNode): boolean {
  return isScalar(node) && node.source === '' && node.value === null && !node.anchor && !node.tag;
}
