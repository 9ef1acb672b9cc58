import {
  BsonDocument,
  type BsonValue,
  canonicalJson,
  compareText,
  fieldsOf,
  idText,
  isDocument,
} from '../bson/index.ts';
import { type SourceStore, StoreFailure, type TargetStore } from '../stores/index.ts';
import { linkId } from './links.ts';
import { records } from './records.ts';

/**
 * A collection as canonical extended JSON, one document a line, in the order of `_id` (UTF-8 bytes of its text). A
 * legacy collection of `source` is shown with the links of the target applied, as an updated database would hold it.
 */
export async function* exportCollection(
  target: TargetStore,
  collection: string,
  source: SourceStore | undefined,
): AsyncGenerator<string> {
  const own = (await target.collections()).some(({ name }) => name === collection);
  if (own) {
    for await (const batch of target.list(collection)) {
      for (const bytes of batch) yield canonicalJson(new BsonDocument(bytes));
    }
    return;
  }
  if (source === undefined || !(await source.collections()).some(({ name }) => name === collection)) {
    throw new StoreFailure('store.missing', `there is no collection ${collection}`, {
      place: target.label,
      hint: 'a legacy collection needs --source beside --target',
    });
  }
  yield* linkedDocuments(target, collection, source);
}

async function* linkedDocuments(
  target: TargetStore,
  collection: string,
  source: SourceStore,
): AsyncGenerator<string> {
  const documents: { readonly id: BsonValue; readonly text: string; readonly bytes: Uint8Array }[] = [];
  for await (const batch of source.scan(collection)) {
    for (const { bytes } of batch) {
      const id = new BsonDocument(bytes).get('_id') ?? null;
      documents.push({ id, text: idText(id), bytes });
    }
  }
  documents.sort((a, b) => compareText(a.text, b.text));
  for (let at = 0; at < documents.length; at += 500) {
    const some = documents.slice(at, at + 500);
    const links = await target.read(
      records.links,
      some.map(({ id }) => linkId(collection, id)),
    );
    for (const [index, { bytes }] of some.entries()) yield linked(bytes, links[index]);
  }
}

function linked(bytes: Uint8Array, link: Uint8Array | undefined): string {
  const document = new BsonDocument(bytes);
  const fields = link === undefined ? undefined : new BsonDocument(link).get('fields');
  if (fields === undefined || !isDocument(fields)) return canonicalJson(document);
  return canonicalJson({ ...document.fields(), ...fieldsOf(fields) });
}
