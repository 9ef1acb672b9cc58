import { BsonDocument, type BsonValue, getField, isDocument, typeName } from '../../bson/index.ts';
import { parsePath, type SourcePlan } from '../../contract/index.ts';
import { receive } from '../../migration/index.ts';
import type { StoredDocument } from '../../stores/index.ts';
import { canonicalClient } from '../../transform/index.ts';

/** Whose a document is, with how the id was spelled; or why that cannot be told. */
export type Owner =
  | { readonly client: string; readonly spelling: string }
  | { readonly fault: 'missing' | 'invalid' };

export type ClientReader = (stored: StoredDocument) => Owner;

/** Reads clients at a path without lists, by the engine's own rules for client ids. */
export function readerAt(path: string): ClientReader {
  const names = parsePath(path) ?? [];
  return ({ bytes }) => {
    let value: BsonValue | undefined = new BsonDocument(bytes);
    for (const name of names) value = isDocument(value) ? getField(value, name) : undefined;
    const id = canonicalClient(value);
    if ('fault' in id) return { fault: id.fault === 'client.missing' ? 'missing' : 'invalid' };
    return { client: id.client, spelling: spellingOf(value, id.client) };
  };
}

/** Reads clients as a contract's source says. */
export function readerOf(source: SourcePlan): ClientReader {
  return (stored) => {
    const { client, fault, spelling } = receive(source, 0, stored, new Date(0));
    if (client !== undefined) return { client, spelling: spelling ?? 'absent' };
    return { fault: fault?.code === 'client.missing' ? 'missing' : 'invalid' };
  };
}

function spellingOf(value: BsonValue | undefined, client: string): string {
  if (typeof value === 'string') return value === client ? 'string' : 'string in white space';
  return value === undefined ? 'absent' : typeName(value);
}
