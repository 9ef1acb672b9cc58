import { createHash } from 'node:crypto';
import { type BsonDocument, type BsonValue, canonicalJson } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import { type DossierDocument, type Fault, objectOf } from '../transform/index.ts';
import { type Exclusions, isExcluded, noExclusions } from './exclusions.ts';
import type { Bucket } from './gathering.ts';
import { type Arrival, identify } from './intake.ts';

/** A client's documents as they arrived, before it is known what has landed already. */
export interface Gathered {
  readonly client: string;
  readonly documents: readonly DossierDocument[];
}

/** A document that belongs to no client's dossier, and why. */
export interface Stray {
  readonly source: string;
  readonly id: BsonValue;
  readonly idText: string;
  readonly bytes: Uint8Array;
  readonly client: string | undefined;
  readonly fault: Fault;
  /** True where the contract excludes it by rule, or somebody has approved that it is left out as it is. */
  readonly excluded: boolean;
  /** True where it is the contract that excludes it. */
  readonly byRule: boolean;
}

export interface GroupedBucket {
  /** In the order of the clients' ids. */
  readonly clients: readonly Gathered[];
  readonly strays: readonly Stray[];
  /** Documents that were read twice, the very same bytes: counted once. */
  readonly repeated: ReadonlyMap<string, number>;
  /** Ways in which clients are spelled that are spelled in more than one way (T12, I32). */
  readonly mixedSpellings: readonly (readonly string[])[];
}

/**
 * Groups a bucket's documents by client. A document that was read twice counts once; two documents of one source
 * with the same `_id` and other content are set aside, because nobody can say which is true. Documents of approved
 * exclusions are marked.
 */
export function groupByClient(
  plan: Plan,
  bucket: Bucket,
  now: Date,
  exclusions: Exclusions = noExclusions,
): GroupedBucket {
  const repeated = new Map<string, number>();
  const strays: Stray[] = [];
  const clients = new Map<string, DossierDocument[]>();
  const spellings = new Map<string, Set<string>>();
  for (const [, copies] of byIdentity(plan, bucket.arrivals)) {
    const first = copies[0] as Known;
    const source = first.source;
    const same = copies.every((copy) => Buffer.compare(copy.arrival.bytes, first.arrival.bytes) === 0);
    if (copies.length > 1) repeated.set(source, (repeated.get(source) ?? 0) + copies.length - 1);
    const { client, fault, bytes, spelling } = first.arrival;
    if (client !== undefined && spelling !== undefined) noteSpelling(spellings, client, spelling);
    if (!same || client === undefined) {
      const why =
        same && fault !== undefined
          ? fault
          : { code: 'source.repeated', where: undefined, detail: undefined };
      const byRule = same && first.arrival.excluded;
      const excluded = byRule || isExcluded(exclusions, source, first.id, bytes);
      const stray = { source, id: first.id, idText: first.text, bytes, client, fault: why };
      strays.push({ ...stray, excluded, byRule });
      continue;
    }
    const sourcePlan = plan.sources[first.arrival.source];
    if (sourcePlan === undefined) continue;
    const taken = objectOf(sourcePlan, first.document, now);
    const object = 'object' in taken ? taken.object : first.document;
    const whole = { source: sourcePlan, whole: first.document, id: first.id, idText: first.text };
    const document = { ...whole, document: object };
    const dossier = clients.get(client) ?? [];
    const excluded = isExcluded(exclusions, source, first.id, bytes) ? { excluded: true } : {};
    dossier.push({ ...document, landedBefore: false, ours: false, conflicting: false, ...excluded });
    clients.set(client, dossier);
  }
  const sorted = [...clients].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const mixedSpellings = [...spellings.values()]
    .filter((ways) => ways.size > 1)
    .map((ways) => [...ways].sort());
  const gathered = sorted.map(([client, documents]) => ({ client, documents }));
  return { clients: gathered, strays, repeated, mixedSpellings };
}

function noteSpelling(spellings: Map<string, Set<string>>, client: string, spelling: string): void {
  const ways = spellings.get(client);
  if (ways === undefined) spellings.set(client, new Set([spelling]));
  else ways.add(spelling);
}

interface Known {
  readonly arrival: Arrival;
  readonly source: string;
  readonly document: BsonDocument;
  readonly id: DossierDocument['id'];
  readonly text: string;
}

function byIdentity(plan: Plan, arrivals: readonly Arrival[]): ReadonlyMap<string, readonly Known[]> {
  const known = new Map<string, Known[]>();
  for (const arrival of arrivals) {
    const source = plan.sources[arrival.source]?.name ?? '';
    const { document, id, text } = identify(arrival.bytes);
    const key = `${source}\u0000${identityOf(arrival, id, text)}`;
    const entry = { arrival, source, document, id, text };
    const copies = known.get(key);
    if (copies === undefined) known.set(key, [entry]);
    else copies.push(entry);
  }
  return known;
}

/** What makes two documents of a source the same one: their `_id`, or all of their bytes where that cannot be trusted. */
function identityOf(arrival: Arrival, id: DossierDocument['id'], text: string): string {
  if (arrival.fault?.code === 'source.encoding') {
    return `bytes:${createHash('sha256').update(arrival.bytes).digest('base64')}`;
  }
  return typeof id === 'string' ? `"${text}` : canonicalJson(id);
}
