import { type Read, readsOf } from '../expressions/facts.ts';
import type { ContractExpression, Path } from '../model.ts';
import { formatName, formatPath } from '../path.ts';
import { type Lookup, lookUp } from '../schema/index.ts';
import { didYouMean, nearest } from '../suggest.ts';
import { type Documents, documentsOf } from './documents.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

export const pathUnknown = defineRule({
  code: 'path.unknown',
  severity: 'error',
  meaning: 'An expression reads a path that the schema of its documents does not declare.',
  remedy:
    'Correct the path, or declare it in the schema; a text is written in double quotes inside the expression.',
  check(subject, object) {
    for (const use of usesOf(subject.contract)) {
      const reported = new Set<string>();
      for (const read of readsOf(use.expression)) {
        const documents = documentsOf(read, use, subject);
        if (documents === undefined || documents.path.length === 0) continue;
        const unknown = furthest(documents.schemas.map((schema) => lookUp(schema.json, documents.path)));
        if (unknown === undefined) continue;
        const path = prefixOf(read, documents) + formatPath(documents.path.slice(0, unknown.depth + 1));
        if (reported.has(path)) continue;
        reported.add(path);
        const files = documents.schemas.map(({ file }) => file).join(', ');
        const hint = hintFor(documents.path[unknown.depth] ?? '', unknown, use.expression, documents.path);
        object(use.expression.placeOf(read.position), `${path} is not declared in ${files}`, hint);
      }
    }
  },
});

type Unknown = Lookup & { kind: 'unknown' };

/** Undefined when one of the schemas has the path; else where the one that knows most of it stops. */
function furthest(found: readonly Lookup[]): Unknown | undefined {
  const unknown = found.filter((lookup): lookup is Unknown => lookup.kind === 'unknown');
  if (unknown.length < found.length) return undefined;
  const [first, ...others] = unknown;
  if (first === undefined) return undefined;
  const depth = Math.max(first.depth, ...others.map((other) => other.depth));
  return {
    kind: 'unknown',
    depth,
    names: unknown.filter((each) => each.depth === depth).flatMap((each) => each.names),
  };
}

/** What stands before the path inside the documents: `$landed.loans.document.`. */
function prefixOf({ variable, path }: Read, documents: Documents): string {
  if (variable === undefined) return '';
  const before = path.slice(0, Math.max(0, path.length - documents.path.length));
  return `$${[variable, ...before.map(formatName)].join('.')}.`;
}

/** What was probably meant by a name that is not declared. */
function hintFor(
  name: string,
  { names }: Unknown,
  expression: ContractExpression,
  path: Path,
): string | undefined {
  const text = expression.text.trim();
  const others = names.filter((each) => each !== name);
  const sameLetters = others.find((each) => each.normalize('NFC') === name.normalize('NFC'));
  if (sameLetters !== undefined) {
    return `the schema writes ${JSON.stringify(sameLetters)} in another Unicode form; copy it from there`;
  }
  const cut = others.find(
    (each) => each.startsWith(name) && text.includes(each) && !/^[\p{L}\p{N}_]+$/u.test(each),
  );
  if (cut !== undefined) return `write the name in backticks: \`${cut}\``;
  if (path.length > 1 || text !== name) return didYouMean(name, names);
  const near = nearest(name, names);
  if (near !== undefined) return `did you mean ${JSON.stringify(near)}, or the text ${JSON.stringify(name)}?`;
  return `did you mean the text ${JSON.stringify(name)}? write it as '${JSON.stringify(name)}'`;
}
