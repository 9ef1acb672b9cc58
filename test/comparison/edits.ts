import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, type Node, parseDocument, Scalar, visit } from 'yaml';
import { type Contract, readContract } from '../../engine/contract/index.ts';

const folder = join(import.meta.dirname, '../../contracts/edn360/1.0.0');

/** The files of the first contract, without its cases, which mean nothing to a comparison. */
export function contractTexts(): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.yaml') && !/^(cases\/|seal|accepted)/.test(name));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What of a contract can be read, broken or not. */
export function readTexts(texts: ReadonlyMap<string, string>): Contract {
  const { readable } = readContract(texts, folder);
  if (readable === undefined) throw new Error('nothing of the contract could be read');
  return readable;
}

/** One place of a contract whose change in meaning falls under one rule. */
export interface Spot {
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly rule: string;
}

/** Where a path of a file leads, as a pattern of names, and the rule for another expression there. */
const expressions: readonly (readonly [file: RegExp, path: RegExp, rule: string])[] = [
  [/^mappings\//, /^outputs\/[^/]+\/fields\/(?:[^$]|\$value$)+$/, 'expression-changed'],
  [/^mappings\//, /^let\/[^/]+$/, 'let-changed'],
  [/^mappings\//, /^refuse\/\d+\/when$/, 'refuse-changed'],
  [/^mappings\//, /^warn\/\d+\/when$/, 'warn-changed'],
  [/^mappings\//, /^link\/[^/]+$/, 'link-changed'],
  [/^functions\.yaml$/, /^functions\/[^/]+\/value$/, 'function-changed'],
  [/^contract\.yaml$/, /^sources\/[^/]+\/client$/, 'source-client-changed'],
  [/^contract\.yaml$/, /^sources\/[^/]+\/date$/, 'source-date-changed'],
  [/^contract\.yaml$/, /^finish\/(?:[^$]|\$value$)+$/, 'finish-changed'],
];

/** All places with an expression, and what its change is called. */
export function spotsOf(texts: ReadonlyMap<string, string>): readonly Spot[] {
  return [...texts].flatMap(([file, text]) => {
    const spots: Spot[] = [];
    const walk = (node: unknown, path: readonly (string | number)[]): void => {
      if (isMap(node))
        for (const { key, value } of node.items) walk(value, [...path, String((key as Scalar).value)]);
      else if (isSeq(node)) for (const [at, item] of node.items.entries()) walk(item, [...path, at]);
      else if (isScalar(node) && typeof node.value === 'string') {
        const name = path.join('/');
        const rule = expressions.find(([files, paths]) => files.test(file) && paths.test(name))?.[2];
        if (rule !== undefined) spots.push({ file, path, rule });
      }
    };
    walk(parseDocument(text).contents, []);
    return spots;
  });
}

/** Ways to change the meaning of an expression, whatever it is. */
export const semantic: readonly ((text: string) => string)[] = [
  (text) => (text.startsWith('function') ? text.replace('{', '{ 1 ~> $string; ') : `(${text}) & "x"`),
  (text) => (text.startsWith('function') ? text.replace('{', '{ $exists(1); ') : `$exists(${text})`),
  (text) => (text.startsWith('function') ? text.replace('{', '{ [1]; ') : `[${text}, 1]`),
  (text) => (text.startsWith('function') ? text.replace('{', '{ "a"; ') : `(${text}) = 1`),
];

/** The texts with the expression at a spot replaced. */
export function edited(
  texts: ReadonlyMap<string, string>,
  { file, path }: Spot,
  change: (text: string) => string,
): Map<string, string> {
  const document = parseDocument(texts.get(file) ?? '');
  const scalar = document.getIn(path, true) as Scalar<string>;
  scalar.value = change(scalar.value.trim());
  scalar.type = Scalar.QUOTE_DOUBLE;
  return new Map(texts).set(file, String(document));
}

/** The texts of a file written in another way that means the same. */
export const formatting: readonly ((text: string) => string)[] = [
  (text) => parseDocument(text).toString({ lineWidth: 40 }),
  (text) => parseDocument(text).toString({ lineWidth: 0, indent: 4 }),
  (text) => text.replace(/^(?=\S)/m, '# A remark.\n'),
  (text) => {
    const document = parseDocument(text);
    visit(document, { Scalar: (key, node) => void (key === 'value' && quote(node)) });
    return document.toString({ lineWidth: 0 });
  },
  (text) => {
    const document = parseDocument(text);
    visit(document, { Map: (_, node) => void (ordered(node) || node.items.reverse()) });
    return document.toString();
  },
  (text) => {
    const document = parseDocument(text);
    for (const key of ['title', 'note']) if (document.has(key)) document.set(key, 'Otro texto.');
    return document.toString();
  },
];

/** Maps in which the order of entries means something: variables may use those before them. */
function ordered(node: Node): boolean {
  return (
    isMap(node) &&
    node.items.some(
      ({ value }) => isScalar(value) && typeof value.value === 'string' && /\$/.test(value.value),
    )
  );
}

function quote(node: Scalar): void {
  if (typeof node.value === 'string' && !node.value.includes('\n')) node.type = Scalar.QUOTE_DOUBLE;
}
