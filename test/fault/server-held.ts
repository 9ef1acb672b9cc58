import { BsonDocument, canonicalJson, digest } from '../../engine/bson/index.ts';
import type { Plan } from '../../engine/contract/index.ts';
import { records } from '../../engine/migration/index.ts';
import { openTarget, type TargetStore } from '../../engine/stores/index.ts';

/** What a migration has left in a database, as far as it may not depend on when and how often it was started. */
export interface Held {
  /** Drawers, by canonical text and without what is volatile. */
  readonly drawers: readonly string[];
  /** Legacy documents with their links, byte for byte. */
  readonly legacy: readonly string[];
  readonly images: readonly string[];
  readonly quarantine: readonly string[];
  /** Digests over each of them, for short messages. */
  readonly digests: Readonly<Record<string, string>>;
  /** Bulks of the ledger that were begun and not seen through. */
  readonly open: number;
  /** States of the runs. */
  readonly runs: readonly string[];
}

/** Looks at a database. */
export async function heldIn(plan: Plan, uri: string): Promise<Held> {
  const store = await openTarget(uri, { create: true });
  try {
    const drawers = await texts(store, plan.target.collection, timeless);
    const legacy: string[] = [];
    for (const { collection } of plan.sources)
      legacy.push(...(await texts(store, collection, (bytes) => Buffer.from(bytes).toString('base64'))));
    const images = await texts(store, records.images, timeless);
    const quarantine = await texts(store, records.quarantine, timeless);
    const ledger = await texts(store, records.ledger, stateOf);
    const digests = { drawers: digest([...drawers]), legacy: digest(legacy), images: digest([...images]) };
    const open = ledger.filter((state) => state !== 'done').length;
    const runs = await texts(store, records.runs, stateOf);
    return { drawers, legacy, images, quarantine, digests, open, runs };
  } finally {
    await store.close();
  }
}

/** Canonical text without ids of runs and without the instants that a run stamps. */
function timeless(bytes: Uint8Array): string {
  return canonicalJson(new BsonDocument(bytes))
    .replace(/\b\d{8}T\d{6}Z-[0-9a-f]{6}\b/g, 'RUN')
    .replace(/"(updated_at|at)":\{"\$date":\{"\$numberLong":"-?\d+"\}\}/g, '"$1":NOW')
    .replace(/"digest":"sha256:[0-9a-f]{64}","path":"meta\.updated_at"/, '"path":"meta.updated_at"');
}

function stateOf(bytes: Uint8Array): string {
  return String(new BsonDocument(bytes).get('state'));
}

async function texts(
  store: TargetStore,
  collection: string,
  text: (bytes: Uint8Array) => string,
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const batch of store.list(collection)) found.push(...batch.map(text));
  return found;
}
