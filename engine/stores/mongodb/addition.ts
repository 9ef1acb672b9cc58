import { type BsonValue, encode } from '../../bson/index.ts';
import type { Operation } from '../port.ts';
import type { Statement } from './statement.ts';

/** A patch, the only operation on parts of a document. */
export type Patch = Extract<Operation, { readonly kind: 'patch' }>;

/** Names that no server takes for a path or an operator. */
const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * True for a patch that only adds fields which are absent, as links do: the server can tell by itself whether they are,
 * so that the document need not be read and sent back whole. A value cannot be left to it, which takes 1 for 1.0.
 */
export function addsOnly({ fields, expect }: Patch): boolean {
  const names = Object.keys(fields);
  return (
    names.length > 0 &&
    names.every(
      (name) => plainName.test(name) && fields[name] !== undefined && Object.hasOwn(expect, name),
    ) &&
    Object.entries(expect).every(([name, wanted]) => wanted === undefined && plainName.test(name))
  );
}

/** The update that adds the fields, at the end of the document and in their order, where all expected to be absent are. */
export function addition({ id, fields, expect }: Patch): Statement {
  const absent = Object.keys(expect).map((name) => [name, { $exists: false }] as const);
  const q = { _id: { $eq: id }, ...Object.fromEntries(absent) };
  const entry = encode({ q, u: added(fields), multi: false, upsert: false, hint: { _id: 1 } });
  return { command: 'update', entry, size: entry.length, guarded: true };
}

/** `$set` alone adds fields in the order of their names, so that any other order takes a pipeline, which is slower. */
function added(fields: Patch['fields']) {
  const entries = Object.entries(fields) as [string, BsonValue][];
  const literal = entries.map(([name, $literal]) => [name, { $literal }] as const);
  return entries.length === 1
    ? { $set: Object.fromEntries(entries) }
    : [{ $set: Object.fromEntries(literal) }];
}

/** About how many bytes the fields take. */
export function addedSize({ fields }: Patch): number {
  return encode(fields as Readonly<Record<string, BsonValue>>).length;
}
