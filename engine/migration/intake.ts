import { createHash } from 'node:crypto';
import { BsonDocument, type BsonValue, idText, typeName } from '../bson/index.ts';
import type { SourcePlan } from '../contract/index.ts';
import type { StoredDocument } from '../stores/index.ts';
import {
  type Aside,
  asideBy,
  attempt,
  canonicalClient,
  DocumentEffects,
  type Fault,
  newScope,
  run,
  takenBy,
} from '../transform/index.ts';
import type { ClientIndexes } from './client-index.ts';

/** A source document on its way to its client, or set aside because it has none or its source does not carry it. */
export interface Arrival {
  /** Place of its source among the plan's sources. */
  readonly source: number;
  /** The canonical client id; undefined for a document that is set aside. */
  readonly client: string | undefined;
  readonly fault: Fault | undefined;
  /** True for a document that the contract excludes by rule, with its fault as the reason. */
  readonly excluded: boolean;
  /** How the client id was spelled: its BSON type, and whether white space stood around it. */
  readonly spelling: string | undefined;
  readonly bytes: Uint8Array;
}

/** An arrival with what its source is about, as long as it is at hand. */
export interface Received extends Arrival {
  readonly taken: { readonly document: BsonDocument; readonly whole: BsonDocument } | undefined;
}

const nothingLookedUp: ClientIndexes = new Map();

/**
 * Decides where a document goes. What sets it aside, in this order: content that is not sound, the source's `when` and
 * `at`, a client that cannot be told. `indexes` is where clients are looked up that a document does not name itself.
 */
export function receive(
  plan: SourcePlan,
  source: number,
  stored: StoredDocument,
  now: Date,
  indexes: ClientIndexes = nothingLookedUp,
): Received {
  const { bytes } = stored;
  const aside = ({ disposition, fault }: Aside): Received => ({
    source,
    client: undefined,
    fault,
    excluded: disposition === 'excluded',
    spelling: undefined,
    bytes,
    taken: undefined,
  });
  const quarantined = (fault: Fault): Received => aside({ disposition: 'quarantined', fault });
  const unsound = stored.faults[0];
  if (unsound !== undefined)
    return quarantined({ code: 'source.encoding', where: undefined, detail: unsound.code });
  const whole = new BsonDocument(bytes);
  if (whole.get('_id') === undefined)
    return quarantined({ code: 'source.encoding', where: undefined, detail: '_id' });
  const object = takenBy(plan, whole, now);
  if ('fault' in object) return aside(object);
  const taken = { document: object.object, whole };
  const value = attempt(() =>
    run(plan.client, taken.document, newScope({ parent: whole }), now, new DocumentEffects()),
  );
  if ('fault' in value) return quarantined(value.fault);
  const found = clientOf(plan, value.value, indexes);
  if ('fault' in found) return aside(found);
  const { client, spelling } = found;
  return { source, client, fault: undefined, excluded: false, spelling, bytes, taken };
}

/** The client that a value names, or that is found by it in another source. */
function clientOf(
  { client: { place: where }, name, resolve }: SourcePlan,
  value: BsonValue | undefined,
  indexes: ClientIndexes,
): { readonly client: string; readonly spelling: string | undefined } | Aside {
  const quarantined = (code: string): Aside => ({
    disposition: 'quarantined',
    fault: { code, where, detail: undefined },
  });
  if (resolve === undefined) {
    const id = canonicalClient(value);
    return 'fault' in id
      ? quarantined(id.fault)
      : { client: id.client, spelling: spellingOf(value, id.client) };
  }
  const found = indexes.get(name)?.find(value) ?? 'none';
  if (found === 'none') return asideBy(resolve.none);
  if (found === 'ambiguous') return quarantined('client.ambiguous');
  return { client: found.client, spelling: undefined };
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
