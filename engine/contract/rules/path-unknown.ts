import { type Read, readsOf } from '../expressions/facts.ts';
import type { ContractExpression, Path } from '../model.ts';
import { formatName, formatPath } from '../path.ts';
import { type Lookup, lookUp } from '../schema/index.ts';
import { didYouMean, nearest } from '../suggest.ts';
import { documentsOf } from './documents.ts';
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
      for (const read of readsOf(use.expression)) {
        const documents = documentsOf(read, use, subject);
        if (documents === undefined || documents.path.length === 0) continue;
        const found = documents.schemas.map((schema) => lookUp(schema.json, documents.path));
        const unknown = furthest(found);
        if (unknown === undefined) continue;
        const name = documents.path[unknown.depth] ?? '';
        const path = formatPath(documents.path.slice(0, unknown.depth + 1));
        const files = documents.schemas.map(({ file }) => file).join(', ');
        const hint = hintFor(name, unknown, use.expression, documents.path);
        object(
          use.expression.placeOf(read.position),
          `${prefixOf(read)}${path} is not declared in ${files}`,
          hint,
        );
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

function prefixOf({ variable }: Read): string {
  return variable === undefined ? '' : `$${variable}: `;
}

function hintFor(
  name: string,
  { names }: Unknown,
  expression: ContractExpression,
  path: Path,
): string | undefined {
  const text = expression.text.trim();
  const other = names.find((each) => each !== name && each.normalize('NFC') === name.normalize('NFC'));
  if (other !== undefined)
    return `the schema writes ${JSON.stringify(other)} in another Unicode form; copy it from there`;
  const odd = names.find(
    (each) =>
      each !== name &&
      formatName(each).startsWith('`') === false &&
      text.includes(each) &&
      each.startsWith(`${name}-`),
  );
  const quoted =
    odd ??
    names.find(
      (each) =>
        each.startsWith(name) && each !== name && text.includes(each) && !/^[\p{L}\p{N}_]+$/u.test(each),
    );
  if (quoted !== undefined) return `write the name in backticks: \`${quoted}\``;
  const near = nearest(name, names);
  if (path.length === 1 && text === name && near === undefined)
    return `did you mean the text ${JSON.stringify(name)}? write it as '${JSON.stringify(name)}'`;
  if (path.length === 1 && text === name && near !== undefined)
    return `did you mean ${JSON.stringify(near)}, or the text ${JSON.stringify(name)}?`;
  return didYouMean(name, names);
}
