import { BsonDocument, type BsonValue } from '../../bson/index.ts';
import { pathName } from './path-names.ts';

/** Sees one value of a document: its path, and how many steps that has. */
export type Visit = (path: string, value: BsonValue, depth: number) => void;

/** Goes through all values of a document, lists and objects before what is in them. */
export function walk(document: BsonDocument, visit: Visit, prefix = '', depth = 1): void {
  for (const [key, value] of Object.entries(document.peekFields())) {
    const name = pathName(key);
    walkValue(value, visit, prefix === '' ? name : `${prefix}.${name}`, depth);
  }
}

function walkValue(value: BsonValue, visit: Visit, path: string, depth: number): void {
  visit(path, value, depth);
  if (Array.isArray(value)) for (const element of value) walkValue(element, visit, `${path}[]`, depth + 1);
  else if (value instanceof BsonDocument) walk(value, visit, path, depth + 1);
}
