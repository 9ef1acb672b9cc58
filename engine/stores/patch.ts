import { type BsonDocument, type BsonValue, sameValue } from '../bson/index.ts';

/** True if each of the fields is as expected; `undefined` expects that it is absent. */
export function fieldsHold(
  document: BsonDocument,
  expect: Readonly<Record<string, BsonValue | undefined>>,
): boolean {
  return Object.entries(expect).every(([name, wanted]) => {
    const held = document.get(name);
    return wanted === undefined || held === undefined ? wanted === held : sameValue(held, wanted);
  });
}
