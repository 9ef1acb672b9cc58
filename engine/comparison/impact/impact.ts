import { createHash } from 'node:crypto';
import { canonicalJson } from '../../bson/index.ts';
import {
  type Arrival,
  type Disposition,
  Gathering,
  type Progress,
  scanSources,
  wholePartition,
} from '../../migration/index.ts';
import type { LeaseHolder } from '../../stores/index.ts';
import { countKeyDrift, type KeyDrift } from './keys.ts';
import { masked } from './masked.ts';
import { type BucketResult, type ClientResult, type Subject, workOut } from './subject.ts';
import { type ClientCounts, Crossings, type Sample, Tallies } from './tally.ts';
import { leavesOf, type PathValues } from './values.ts';

/** Two versions and the data that they are tried on. */
export interface ImpactRequest {
  readonly from: Subject;
  readonly to: Subject;
  /** Folder for what does not fit into memory; made when needed, removed at the end. */
  readonly spool: string;
  readonly holder: LeaseHolder;
  readonly progress: Progress;
  /** Values and ids as they are. */
  readonly showValues: boolean;
}

/** Counts of clients for one place of the drawer or one mapping, with samples. */
export interface Touched extends Readonly<ClientCounts> {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** What a change of version does to data: every count is of clients unless it says otherwise. */
export interface Impact {
  /** Digest of what was read. */
  readonly source: string;
  readonly clients: {
    readonly total: number;
    readonly equal: number;
    readonly changed: number;
    /** Those who get a drawer and had none, and the other way round. */
    readonly gained: number;
    readonly lost: number;
  };
  /** By path of the drawer; paths that are equal for all are left out. */
  readonly paths: readonly Touched[];
  readonly mappings: readonly Touched[];
  /** Documents by source, and by disposition under either version. */
  readonly dispositions: readonly {
    readonly source: string;
    readonly from: Disposition | 'absent';
    readonly to: Disposition | 'absent';
    readonly documents: number;
  }[];
  /** Documents that are set aside now and were not, by code, and those that no longer are. */
  readonly quarantined: readonly { readonly code: string; readonly documents: number }[];
  readonly released: readonly { readonly code: string; readonly documents: number }[];
  readonly keys: Readonly<KeyDrift>;
}

/** Tries both versions on the same data, client by client, and compares what they make of it. Nothing is written. */
export async function measureImpact(request: ImpactRequest): Promise<Impact> {
  const gathering = new Gathering(request.spool, request.holder);
  try {
    const source = await gatherBoth(request, gathering);
    const measure = new Measure(request);
    for await (const { arrivals } of gathering.buckets()) {
      const offset = request.from.plan.sources.length;
      const old = arrivals.filter((arrival) => arrival.source < offset);
      const now = arrivals.filter((arrival) => arrival.source >= offset);
      measure.add(
        workOut(request.from, { arrivals: old }),
        workOut(request.to, { arrivals: now.map((each) => ({ ...each, source: each.source - offset })) }),
      );
    }
    return measure.result(source);
  } finally {
    await gathering.discard();
  }
}

/** Both versions' documents in one gathering, so that a client's are in one bucket whichever version they are for. */
async function gatherBoth(request: ImpactRequest, gathering: Gathering): Promise<string> {
  const { from, to, progress } = request;
  const read = ({ plan, context, source }: Subject, offset: number) =>
    scanSources(
      plan,
      source,
      {
        add: (arrival: Arrival, route: string) =>
          gathering.add({ ...arrival, source: arrival.source + offset }, route),
      },
      wholePartition,
      context.run.now,
      progress,
    );
  await read(from, 0);
  const { digest } = await read(to, from.plan.sources.length);
  return digest;
}

class Measure {
  readonly #request: ImpactRequest;
  readonly #clients = { total: 0, equal: 0, changed: 0, gained: 0, lost: 0 };
  readonly #paths = new Tallies();
  readonly #mappings = new Tallies();
  readonly #dispositions = new Crossings();
  readonly #quarantined = new Crossings();
  readonly #released = new Crossings();
  readonly #keys: KeyDrift = { same: 0, fresh: 0, lost: 0, merged: 0, split: 0 };

  constructor(request: ImpactRequest) {
    this.#request = request;
  }

  add(before: BucketResult, after: BucketResult): void {
    const clients = [...new Set([...before.clients.keys(), ...after.clients.keys()])].sort();
    for (const client of clients) this.#client(client, before.clients.get(client), after.clients.get(client));
    this.#documents(before, after);
    countKeyDrift(before.documents, after.documents, this.#keys);
  }

  result(source: string): Impact {
    const crossing = (all: Crossings) =>
      all.all().map(({ names: [code = ''], count }) => ({ code, documents: count }));
    return {
      source,
      clients: this.#clients,
      paths: this.#paths.all().filter(({ changed, gained, lost }) => changed + gained + lost > 0),
      mappings: this.#mappings.all(),
      dispositions: this.#dispositions.all().map(({ names: [name = '', from, to], count }) => ({
        source: name,
        from: from as Disposition | 'absent',
        to: to as Disposition | 'absent',
        documents: count,
      })),
      quarantined: crossing(this.#quarantined),
      released: crossing(this.#released),
      keys: this.#keys,
    };
  }

  #client(client: string, before: ClientResult | undefined, after: ClientResult | undefined): void {
    const [old, now] = [this.#leaves(before, 'from'), this.#leaves(after, 'to')];
    if (old !== undefined || now !== undefined) this.#clients.total += 1;
    let equal = true;
    for (const path of new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])) {
      const [was, is] = [old?.get(path), now?.get(path)];
      if (was !== is) equal = false;
      this.#paths.compare(path, was, is, () => this.#sample(client, was, is));
    }
    if (old === undefined && now === undefined) return;
    if (old === undefined) this.#clients.gained += 1;
    else if (now === undefined) this.#clients.lost += 1;
    else if (equal) this.#clients.equal += 1;
    else this.#clients.changed += 1;
    this.#mappingsOf(client, before, after);
  }

  #mappingsOf(client: string, before: ClientResult | undefined, after: ClientResult | undefined): void {
    const { from, to } = this.#request;
    const names = new Set([...from.plan.mappings, ...to.plan.mappings].map(({ name }) => name));
    for (const name of names) {
      const [was, is] = [partsOf(before, name), partsOf(after, name)];
      if (was === undefined && is === undefined) continue;
      this.#mappings.compare(name, was, is, () => this.#sample(client, was, is));
    }
  }

  /** The drawer's leaves; what a version says changes with every run is not compared. */
  #leaves(result: ClientResult | undefined, side: 'from' | 'to'): PathValues | undefined {
    const bytes = result?.difference.drawer?.bytes;
    if (bytes === undefined) return undefined;
    const volatile = new Set(this.#request[side].plan.target.volatile.map((path) => path.join('.')));
    return new Map([...leavesOf(bytes)].filter(([path]) => !volatile.has(path)));
  }

  #documents(before: BucketResult, after: BucketResult): void {
    const named = ({ source, id }: { source: string; id: string }): string => `${source}\u0000${id}`;
    const old = new Map(before.documents.map((fate) => [named(fate), fate]));
    const now = new Map(after.documents.map((fate) => [named(fate), fate]));
    for (const name of new Set([...old.keys(), ...now.keys()])) {
      const [was, is] = [old.get(name), now.get(name)];
      const source = (is ?? was)?.source ?? '';
      this.#dispositions.add(source, was?.disposition ?? 'absent', is?.disposition ?? 'absent');
      if (is?.disposition === 'quarantined' && was?.disposition !== 'quarantined')
        this.#quarantined.add(is.code ?? '');
      if (was?.disposition === 'quarantined' && is?.disposition !== 'quarantined')
        this.#released.add(was.code ?? '');
    }
  }

  #sample(client: string, before: string | undefined, after: string | undefined): Sample {
    const show = (text: string | undefined): string | undefined =>
      text === undefined || this.#request.showValues ? text?.slice(0, 200) : masked(text);
    const name = this.#request.showValues
      ? client
      : createHash('sha256').update(client).digest('hex').slice(0, 10);
    return { client: name, before: show(before), after: show(after) };
  }
}

/** What a mapping gives a client, as one text; undefined where it gives nothing. */
function partsOf(result: ClientResult | undefined, mapping: string): string | undefined {
  const documents =
    result?.difference.outcome.documents.filter((each) => each.mapping.name === mapping) ?? [];
  const texts = documents.flatMap(({ parts }) =>
    parts.map(({ label, key, value }) => JSON.stringify([label, key ?? null, canonicalJson(value)])),
  );
  return texts.length === 0 ? undefined : texts.sort().join('\n');
}
