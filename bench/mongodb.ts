import { join } from 'node:path';
import { type Collection, type Db, type Document, MongoClient } from 'mongodb';
import { restoreStore } from '../engine/backup/index.ts';
import type { Plan } from '../engine/contract/index.ts';
import { apply, recordEnvironment } from '../engine/migration/index.ts';
import { currentHolder, openSource, openTarget, type TargetStore } from '../engine/stores/index.ts';
import { benchContract, benchParameters } from './contract.ts';
import { generateDump, inScratch } from './dump.ts';
import type { Figures } from './report.ts';

const durable = { writeConcern: { w: 'majority', journal: true } } as const;

/** Documents that the manual's own loop is timed on. */
const loopDocuments = 2000;
const bulk = 1000;

/**
 * On one server, in one run: `apply`, the manual's own loop (one find and one update a document), and the plain input
 * and output alone, all with the same write concern. Every part works on a database of its own, restored alike.
 */
export async function compareOnServer(server: string, documents: number): Promise<Figures> {
  return inScratch(async (folder) => {
    const dump = await generateDump(folder, documents);
    const base = `drawer_bench_${process.pid}`;
    const client = await new MongoClient(server).connect();
    try {
      const applied = await timedApply(uriOf(server, `${base}_a`), dump, folder);
      const plain = await timedPlain(
        client.db(`${base}_a`),
        client.db(`${base}_b`),
        uriOf(server, `${base}_b`),
        dump,
      );
      const loop = await timedLoop(client.db(`${base}_b`), client.db(`${base}_c`));
      return figuresOf(applied, plain, loop);
    } finally {
      for (const part of ['a', 'b', 'c']) await client.db(`${base}_${part}`).dropDatabase();
      await client.close();
    }
  });
}

interface Applied {
  readonly documents: number;
  readonly seconds: number;
}

interface Plain {
  readonly read: number;
  readonly insert: number;
  readonly link: number;
}

async function timedApply(uri: string, dump: string, folder: string): Promise<Applied> {
  const { plan } = await benchContract();
  const store = await restored(uri, dump);
  await recordEnvironment(store, 'staging');
  const started = performance.now();
  const { scanned } = await apply(
    {
      plan,
      source: store,
      target: store,
      legacy: store,
      parameters: benchParameters(plan),
      environment: 'staging',
      batch: bulk,
      workers: 2,
      spool: join(folder, 'spool'),
      run: { id: 'bench', now: new Date() },
      holder: currentHolder('bench'),
      engine: { name: 'bench', version: '0' },
    },
    { step: () => undefined, progress: () => undefined, notice: () => undefined },
  );
  const seconds = (performance.now() - started) / 1000;
  await store.close();
  return { documents: scanned.sources.reduce((sum, source) => sum + source.documents, 0), seconds };
}

/** Reads the sources, writes the finished drawers, writes the links: nothing is looked up, mapped or recorded. */
async function timedPlain(done: Db, fresh: Db, uri: string, dump: string): Promise<Plain> {
  const { plan } = await benchContract();
  await (await restored(uri, dump)).close();
  const drawers = await done.collection(plan.target.collection).find({}).toArray();
  const links = await linksOf(done, plan);
  const read = await timed(async () => {
    for (const { collection } of plan.sources) {
      for await (const _ of fresh.collection(collection).find({}, { raw: true, sort: { _id: 1 } }));
    }
  });
  const target = fresh.collection(plan.target.collection);
  const insert = await timed(async () => {
    for (let at = 0; at < drawers.length; at += bulk)
      await target.insertMany(drawers.slice(at, at + bulk), { ordered: false, ...durable });
  });
  const link = await timed(async () => {
    for (const [collection, updates] of links) {
      for (let at = 0; at < updates.length; at += bulk)
        await fresh
          .collection(collection)
          .bulkWrite(updates.slice(at, at + bulk), { ordered: false, ...durable });
    }
  });
  return { read, insert, link };
}

type Update = { readonly updateOne: { readonly filter: Document; readonly update: Document } };

async function linksOf(done: Db, plan: Plan): Promise<ReadonlyMap<string, Update[]>> {
  const found = new Map<string, Update[]>();
  const linking = plan.mappings.flatMap(({ link, sources }) =>
    sources.map(({ collection }) => ({ collection, link })),
  );
  for (const { collection: name, link } of linking) {
    if (link.length === 0) continue;
    const fields = Object.fromEntries(link.map(({ field }) => [field, 1]));
    const all = { $and: link.map(({ field }) => ({ [field]: { $exists: true } })) };
    for await (const { _id, ...held } of done.collection(name).find(all).project(fields)) {
      const updates = found.get(name) ?? [];
      updates.push({ updateOne: { filter: { _id }, update: { $set: held } } });
      found.set(name, updates);
    }
  }
  return found;
}

/** The manual's scripts: for each legacy document a look for its drawer, and an update of it. */
async function timedLoop(
  legacy: Db,
  fresh: Db,
): Promise<{ readonly documents: number; readonly seconds: number }> {
  const { plan } = await benchContract();
  const target: Collection = fresh.collection(plan.target.collection);
  const client = plan.client.into.join('.');
  await target.createIndex({ [client]: 1 }, { unique: true });
  let documents = 0;
  const seconds = await timed(async () => {
    for (const { collection } of plan.sources) {
      const share = Math.ceil(loopDocuments / plan.sources.length);
      for (const { _id, ...document } of await legacy
        .collection(collection)
        .find({})
        .limit(share)
        .toArray()) {
        // The legacy documents name their client by the drawer's name for it.
        const whose = { [client]: String(document[client]) };
        const drawer = await target.findOne(whose);
        const update = { $push: { elements: { id: String(_id), ...document } } } as Document;
        await target.updateOne(drawer === null ? whose : { _id: drawer._id }, update, {
          upsert: true,
          ...durable,
        });
        documents++;
      }
    }
  });
  return { documents, seconds };
}

async function restored(uri: string, dump: string): Promise<TargetStore> {
  const store = await openTarget(uri, { create: true });
  const source = await openSource(dump);
  await restoreStore(source, store);
  await source.close();
  return store;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function uriOf(server: string, database: string): string {
  const address = new URL(server);
  address.pathname = `/${database}`;
  return address.href;
}

function figuresOf(
  applied: Applied,
  plain: Plain,
  loop: { readonly documents: number; readonly seconds: number },
): Figures {
  const rate = applied.documents / applied.seconds;
  const loopRate = loop.documents / loop.seconds;
  const sum = plain.read + plain.insert + plain.link;
  const row = (name: string, seconds: number) => ({
    name,
    cpu: 0,
    wall: seconds * 1000,
    speedup: applied.seconds / seconds,
  });
  return {
    title: `mongodb: ${applied.documents} documents; milliseconds by the clock, against apply`,
    timings: [
      row('apply, ledger and images included', applied.seconds),
      row('plain: read the sources', plain.read),
      row('plain: insert the drawers', plain.insert),
      row('plain: update the links', plain.link),
      row(`the manual's loop, ${loop.documents} documents`, loop.seconds),
    ],
    facts: {
      documents: applied.documents,
      documents_per_second: Math.round(rate),
      loop_per_second: Math.round(loopRate),
    },
    targets: [
      {
        name: "documents a second, apply against the manual's loop",
        wanted: '≥ 20',
        found: rate / loopRate,
        met: rate >= 20 * loopRate,
      },
      {
        name: 'time of apply against the plain input and output',
        wanted: '≤ 1.5',
        found: applied.seconds / sum,
        met: applied.seconds <= 1.5 * sum,
      },
    ],
  };
}
