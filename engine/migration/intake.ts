import { createHash } from 'node:crypto';
import { BsonDocument, type BsonValue, idText, typeName } from '../bson/index.ts';
import type { SourcePlan } from '../contract/index.ts';
import type { StoredDocument } from '../stores/index.ts';
import { attempt, canonicalClient, DocumentEffects, type Fault, newScope, run } from '../transform/index.ts';

/** A source document on its way to its client: routed by `route`, or set aside because it has no client. */
export interface Arrival {
  /** Place of its source among the plan's sources. */
  readonly source: number;
  /** The canonical client id; undefined for a document that is set aside. */
  readonly client: string | undefined;
  readonly fault: Fault | undefined;
  /** How the client id was spelled: its BSON type, and whether white space stood around it. */
  readonly spelling: string | undefined;
  readonly bytes: Uint8Array;
}

/** Decides where a document goes: content that is not sound and a client that cannot be told set it aside. */
export function receive(plan: SourcePlan, source: number, stored: StoredDocument, now: Date): Arrival {
  const aside = (fault: Fault): Arrival => ({
    source,
    client: undefined,
    fault,
    spelling: undefined,
    bytes: stored.bytes,
  });
  const unsound = stored.faults[0];
  if (unsound !== undefined)
    return aside({ code: 'source.encoding', where: undefined, detail: unsound.code });
  const document = new BsonDocument(stored.bytes);
  if (document.get('_id') === undefined) {
    return aside({ code: 'source.encoding', where: undefined, detail: '_id' });
  }
  const value = attempt(() => run(plan.client, document, newScope({}), now, new DocumentEffects()));
  if ('fault' in value) return aside(value.fault);
  const id = canonicalClient(value.value);
  if ('fault' in id) return aside({ code: id.fault, where: plan.client.place, detail: undefined });
  const { client } = id;
  return { source, client, fault: undefined, spelling: spellingOf(value.value, client), bytes: stored.bytes };
}

function spellingOf(value: BsonValue | undefined, client: string): string {
  if (typeof value === 'string') return value === client ? 'string' : 'string in white space';
  return value === undefined ? 'absent' : typeName(value);
}

/** The `_id` of a source document and its text; a document whose `_id` cannot be told is named by its bytes. */
export function identify(bytes: Uint8Array): {
  readonly document: BsonDocument;
  readonly id: BsonValue;
  readonly text: string;
} {
  const document = new BsonDocument(bytes);
  const id = document.get('_id');
  if (id !== undefined) return { document, id, text: idText(id) };
  return { document, id: null, text: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
}
