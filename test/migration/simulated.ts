import { BsonDocument, canonicalJson, inspect } from '../../engine/bson/index.ts';
import type { Plan } from '../../engine/contract/index.ts';
import {
  decodeImage,
  differenceOf,
  dossierOf,
  groupByClient,
  type Image,
  receive,
} from '../../engine/migration/index.ts';
import { drawerIdOf } from '../../engine/transform/index.ts';
import { contextOf } from '../property/engine.ts';
import type { Dataset } from '../reference/index.ts';

/** What a target holds, in memory. */
export interface Held {
  readonly drawers: Map<string, BsonDocument>;
  readonly images: Map<string, Image>;
}

export function nothingHeld(): Held {
  return { drawers: new Map(), images: new Map() };
}

/** Stages a dataset by the engine's own intake, grouping and difference; gives how many drawers were written. */
export function stageIn(held: Held, plan: Plan, dataset: Dataset, cutoff: string, run: string): number {
  const context = contextOf(plan, cutoff, run);
  const arrivals = plan.sources.flatMap((source, index) =>
    (dataset[source.name as keyof Dataset] ?? []).map((bytes) =>
      receive(source, index, { bytes, faults: inspect(bytes).faults }, context.run.now),
    ),
  );
  let written = 0;
  for (const { client, documents } of groupByClient(plan, { arrivals }, context.run.now).clients) {
    const id = drawerIdOf(plan, client, context);
    const stored = { drawer: held.drawers.get(id), image: held.images.get(id) };
    const dossier = dossierOf(plan, { client, documents }, stored.image);
    const { drawer, image } = differenceOf(plan, dossier, stored, context, 'batch');
    if (drawer !== undefined) {
      held.drawers.set(id, new BsonDocument(drawer.bytes));
      written++;
    }
    if (image !== undefined) held.images.set(id, decodeImage(image.bytes));
  }
  return written;
}

/** The drawers as canonical text, without what is volatile. */
export function shown({ drawers }: Held): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...drawers].map(([id, drawer]) => [
      id,
      canonicalJson(drawer).replace(
        /,"updated_at":\{"\$date":\{"\$numberLong":"-?\d+"\}\}\},"profile"/,
        '},"profile"',
      ),
    ]),
  );
}
