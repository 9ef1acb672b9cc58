import { BsonDocument, type BsonValue, canonicalJson, fieldsIn, isDocument } from '../../bson/index.ts';

/** Values of a drawer by path, as canonical texts; elements of lists are told apart by position alone. */
export type PathValues = ReadonlyMap<string, string>;

/**
 * The leaves of a drawer: dotted path, `[]` for any element of a list, to the texts of all its values in order.
 * Two drawers are equal exactly if their leaves are.
 */
export function leavesOf(bytes: Uint8Array): PathValues {
  const found = new Map<string, string[]>();
  const add = (path: string, text: string): void => {
    const texts = found.get(path);
    if (texts === undefined) found.set(path, [text]);
    else texts.push(text);
  };
  const walk = (value: BsonValue, path: string): void => {
    if (Array.isArray(value)) {
      add(`${path}[]`, `#${value.length}`);
      for (const item of value) walk(item, `${path}[]`);
      return;
    }
    const fields = isDocument(value) ? Object.entries(fieldsIn(value)) : undefined;
    if (fields === undefined) add(path, canonicalJson(value));
    else if (fields.length === 0) add(path, '{}');
    else for (const [name, each] of fields) walk(each, path === '' ? name : `${path}.${name}`);
  };
  walk(new BsonDocument(bytes), '');
  return new Map([...found].map(([path, texts]) => [path, texts.join('\n')]));
}
