import { deserialize, serialize } from 'bson';
import { BsonDocument, type BsonValue, encode, fieldsOf, isDocument } from '../engine/bson/index.ts';
import { groupByClient, receive } from '../engine/migration/index.ts';
import { openSource } from '../engine/stores/index.ts';
import { transform } from '../engine/transform/index.ts';
import { benchContract, benchParameters } from './contract.ts';
import { generateDump, inScratch } from './dump.ts';
import { measure } from './measure.ts';
import type { Figures } from './report.ts';

/** What the comparison of pipelines is to work on. */
export interface PipelineOrder {
  readonly documents: number;
  readonly rounds: number;
}

const now = new Date('2025-06-01T10:00:00.000Z');

/**
 * From bytes to bytes: decode, map whole dossiers, validate and encode their drawers, against decoding and encoding
 * the same legacy documents and nothing else. Ratios are against the `bson` package.
 */
export async function comparePipelines(order: PipelineOrder): Promise<Figures> {
  const { plan } = await benchContract();
  const parameters = benchParameters(plan);
  const cutoff = plan.cutoff === undefined ? undefined : parameters[plan.cutoff];
  const context = {
    run: { id: 'bench', now, parameters },
    cutoff: cutoff instanceof Date ? cutoff : undefined,
  };
  const clients = await inScratch(async (folder) => {
    const source = await openSource(await generateDump(folder, order.documents));
    const arrivals = [];
    for (const [index, each] of plan.sources.entries()) {
      for await (const batch of source.scan(each.collection)) {
        for (const { bytes, faults } of batch)
          arrivals.push(receive(each, index, { bytes: new Uint8Array(bytes), faults }, now));
      }
    }
    await source.close();
    return groupByClient(plan, { arrivals }, now).clients;
  });
  const raw = clients.flatMap(({ documents }) => documents.map(({ document }) => document.bytes));
  let drawers = 0;

  const timings = await measure(
    [
      {
        name: 'bson package: deserialize + serialize',
        run: () => {
          for (const bytes of raw) serialize(deserialize(bytes, { promoteBuffers: true }));
        },
      },
      {
        name: 'own codec: decode every level + encode',
        run: () => {
          for (const bytes of raw) encode(openedAll(new BsonDocument(bytes)) as Record<string, BsonValue>);
        },
      },
      {
        name: 'decode + map + validate + encode',
        run: () => {
          drawers = 0;
          for (const { client, documents } of clients) {
            const fresh = documents.map((one) => ({
              ...one,
              document: new BsonDocument(one.document.bytes),
            }));
            const { drawer } = transform(plan, { client, documents: fresh }, undefined, context);
            if (drawer === undefined) continue;
            encode(drawer);
            drawers++;
          }
        },
      },
    ],
    { items: raw.length, rounds: order.rounds, warmup: 3 },
  );
  const against = (name: string, at: number): { name: string; found: number } => ({
    name,
    found: 1 / ((timings[2]?.speedup ?? Number.NaN) / (timings[at]?.speedup ?? Number.NaN)),
  });
  const byPackage = against('times decode + encode of the bson package', 0);
  const byOwn = against('times decode + encode of the own codec', 1);
  return {
    title: `pipeline: ${raw.length} documents of ${clients.length} clients, ${drawers} drawers, microseconds per document`,
    timings,
    facts: {
      documents: raw.length,
      clients: clients.length,
      drawers,
      rounds: order.rounds,
      times_own_codec: byOwn.found,
    },
    targets: [{ ...byPackage, wanted: '<= 2', met: byPackage.found <= 2 }],
  };
}

/** The value with every level decoded into plain objects. */
function openedAll(value: BsonValue): BsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(openedAll);
  if (!isDocument(value)) return value;
  const fields = fieldsOf(value);
  const copy: Record<string, BsonValue> = Object.create(null);
  for (const name in fields) copy[name] = openedAll(fields[name] as BsonValue);
  return copy;
}
