import { BsonDocument, fieldsIn, patchFields } from '../bson/index.ts';
import type { Lease, Operation, TargetStore } from '../stores/index.ts';
import { records } from './records.ts';

/**
 * Documents that left quarantine with a run wait again once it is taken back: they are in no drawer any more. Their
 * records stay as they were. Done again it finds nothing to do.
 */
export async function reopenQuarantine(target: TargetStore, run: string, lease: Lease): Promise<void> {
  for await (const batch of target.list(records.quarantine)) {
    const writes = batch.flatMap((bytes): readonly Operation[] => {
      const record = new BsonDocument(bytes);
      if (fieldsIn(record.get('released')).run !== run) return [];
      const id = record.get('_id') ?? null;
      const document = patchFields(bytes, { released: undefined });
      return [{ kind: 'replace', collection: records.quarantine, id, document, expect: bytes }];
    });
    if (writes.length > 0) await target.write(writes, lease);
  }
}
