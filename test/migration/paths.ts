import { join } from 'node:path';
import { type Document, serialize } from 'bson';
import { BsonDocument, type BsonValue, canonicalJson } from '../../engine/bson/index.ts';
import { bindParameters, type Plan } from '../../engine/contract/index.ts';
import {
  type Account,
  type Applied,
  type ApplyObserver,
  type ApplyRequest,
  apply,
  batchWay,
  type Carried,
  carry,
  decodeImage,
  type Period,
  type Replay,
  reconcile,
  records,
  replay,
} from '../../engine/migration/index.ts';
import { currentHolder, openEmbedded, type TargetStore } from '../../engine/stores/index.ts';
import { scratch } from '../rehearsal/staging.ts';
import { CUTOFF, type World } from './library.ts';

/** The one instant of all runs, so that nothing depends on the clock. */
export const NOW = new Date('2025-06-01T10:00:00.000Z');

const unheard: ApplyObserver = {
  step: () => undefined,
  progress: () => undefined,
  notice: () => undefined,
};

export interface Ran {
  readonly applied: Applied;
  readonly accounts: readonly Account[];
}

/** How a run is asked for; what is not said is the whole of everything. */
export interface Asked {
  readonly run?: string;
  readonly step?: string;
  readonly cutoff?: string;
  readonly batch?: number;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A legacy database that others go on writing to, and a target: every path by which documents land, on them. */
export class Paths {
  readonly plan: Plan;
  readonly legacy: TargetStore;
  readonly target: TargetStore;
  /** False for a source that is only read: links are records in the target then. */
  readonly live: boolean;
  readonly #folder: string;
  readonly #count: { runs: number };

  constructor(
    plan: Plan,
    stores: { readonly legacy: TargetStore; readonly target: TargetStore; readonly live?: boolean },
    folder: string,
    count: { runs: number } = { runs: 0 },
  ) {
    this.plan = plan;
    this.legacy = stores.legacy;
    this.target = stores.target;
    this.live = stores.live ?? true;
    this.#folder = folder;
    this.#count = count;
  }

  /** The same paths through other handles of the same stores. */
  through(wrap: (store: TargetStore) => TargetStore): Paths {
    const stores = { legacy: wrap(this.legacy), target: wrap(this.target), live: this.live };
    return new Paths(this.plan, stores, this.#folder, this.#count);
  }

  /** Puts legacy documents where they belong, as the old system would. */
  async put(world: World): Promise<void> {
    await this.legacy.write(
      Object.entries(world).flatMap(([name, documents]) => {
        const collection = this.plan.sources.find((one) => one.name === name)?.collection ?? name;
        return documents.map((one) => {
          const document = one instanceof Uint8Array ? one : serialize(one as Document);
          const id = new BsonDocument(document).get('_id') ?? null;
          return { kind: 'put', collection, id, document } as const;
        });
      }),
    );
  }

  batch(asked: Asked = {}): Promise<Ran> {
    return this.#ran(asked, (request) =>
      apply(asked.step === undefined ? request : { ...request, way: batchWay(asked.step) }, unheard),
    );
  }

  reconcile(period: Period = {}, asked: Asked = {}): Promise<Ran> {
    return this.#ran(asked, (request) => reconcile(request, period, unheard));
  }

  replay(named?: readonly string[], asked: Asked = {}): Promise<Replay> {
    return replay(this.#request(asked), named, unheard);
  }

  carry(name: string, id: BsonValue): Promise<Carried> {
    const source = this.plan.sources.find((one) => one.name === name);
    if (source === undefined) throw new Error(`no source ${name}`);
    const { plan, target, legacy, live } = this;
    const run = { id: 'gateway', now: NOW, parameters: this.#parameters({}) };
    return carry({ plan, target, source: legacy, legacy: live ? legacy : undefined, run }, { source, id });
  }

  /** The drawers by `_id`, without what is volatile. */
  async drawers(): Promise<Readonly<Record<string, string>>> {
    const found: Record<string, string> = {};
    for (const document of await this.#all(this.target, this.plan.target.collection))
      found[String(document.get('_id'))] = canonicalJson(document).replace(
        /"updated_at":\{"\$date":\{[^}]*\}\}/,
        '"updated_at":0',
      );
    return found;
  }

  /** What the images say of documents and parts, without by whom and how they came. */
  async images(): Promise<Readonly<Record<string, unknown>>> {
    const found: Record<string, unknown> = {};
    for (const document of await this.#all(this.target, records.images)) {
      const { id, client, documents, parts } = decodeImage(document.bytes);
      const landed = [...documents].map(([key, { role, digest, link }]) => [key, { role, digest, link }]);
      const written = [...parts].map(([key, { digest }]) => [key, digest]);
      found[id] = { client, documents: Object.fromEntries(landed), parts: Object.fromEntries(written) };
    }
    return found;
  }

  /** Links, on the legacy documents and in the target. */
  async links(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const { collection } of this.plan.sources)
      for (const document of await this.#all(this.legacy, collection)) lines.push(canonicalJson(document));
    for (const document of await this.#all(this.target, records.links)) lines.push(canonicalJson(document));
    return lines;
  }

  /** Names of the documents that wait in quarantine, with their codes. */
  async waiting(): Promise<Readonly<Record<string, string>>> {
    const found: Record<string, string> = {};
    for (const document of await this.#all(this.target, records.quarantine))
      if (document.get('released') === undefined)
        found[String(document.get('_id'))] = String(document.get('code'));
    return found;
  }

  async #all(store: TargetStore, collection: string): Promise<readonly BsonDocument[]> {
    const found: BsonDocument[] = [];
    for await (const batch of store.list(collection))
      found.push(...batch.map((bytes) => new BsonDocument(bytes)));
    return found;
  }

  async #ran(asked: Asked, work: (request: ApplyRequest) => Promise<Applied>): Promise<Ran> {
    const accounts: Account[] = [];
    const applied = await work({ ...this.#request(asked), hear: (account) => accounts.push(account) });
    return { applied, accounts };
  }

  #parameters({ cutoff, parameters }: Asked) {
    const said = { [this.plan.cutoff ?? 'CUTOFF']: cutoff ?? CUTOFF, ...parameters };
    const bound = bindParameters(this.plan.parameters, said);
    if ('findings' in bound) throw new Error(JSON.stringify(bound.findings));
    return bound.parameters;
  }

  #request(asked: Asked): ApplyRequest {
    const { plan, legacy, target, live } = this;
    const id = asked.run ?? `run-${++this.#count.runs}`;
    return {
      plan,
      source: legacy,
      target,
      legacy: live ? legacy : undefined,
      parameters: this.#parameters(asked),
      environment: 'staging',
      batch: asked.batch ?? 100,
      workers: 1,
      spool: join(this.#folder, 'spool', id),
      run: { id, now: NOW },
      holder: currentHolder(id),
      engine: { name: 'client-drawer', version: '0.0.0' },
    };
  }
}

/** Paths over two new embedded stores. */
export async function withPaths<T>(plan: Plan, work: (paths: Paths) => Promise<T>, live = true): Promise<T> {
  const { path, done } = await scratch();
  const legacy = await openEmbedded(join(path, 'legacy'), { create: true });
  const target = await openEmbedded(join(path, 'target'), { create: true });
  try {
    return await work(new Paths(plan, { legacy, target, live }, path));
  } finally {
    await legacy.close();
    await target.close();
    await done();
  }
}

/** What became of each document: `source/id` → disposition and reason. */
export function fatesOf({ accounts }: Pick<Ran, 'accounts'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    accounts.map(({ source, id, disposition, fault }) => [
      `${source}/${id}`,
      fault === undefined ? disposition : `${disposition} ${fault.code}`,
    ]),
  );
}
