import { compareText } from '../../bson/index.ts';
import type { Owner } from './client-reader.ts';
import type { ClientsOf, ClientsProfile } from './facts.ts';
import { hashOf } from './hash.ts';
import { KeySample } from './key-sample.ts';

/** What is counted of one client. */
interface Client {
  bytes: number;
  readonly documents: Map<string, number>;
  readonly spellings: Set<string>;
}

/** What is counted of a collection's documents beside their clients. */
interface Own {
  readonly path: string;
  documents: number;
  missing: number;
  invalid: number;
  readonly spellings: Map<string, number>;
}

/** A drawer may have so many bytes. */
const drawerLimit = 15 * 2 ** 20;

/** The clients of all collections: how many documents each has where, and how large they are together. */
export class ClientTally {
  readonly #clients: KeySample<Client>;
  readonly #collections = new Map<string, Own>();

  constructor(limit: number) {
    this.#clients = new KeySample(limit, () => ({ bytes: 0, documents: new Map(), spellings: new Set() }));
  }

  /** Announces a collection, so that it is told of even when it is empty. */
  open(collection: string, path: string): void {
    const own = { path, documents: 0, missing: 0, invalid: 0, spellings: new Map() };
    this.#collections.set(collection, own);
  }

  add(collection: string, owner: Owner, bytes: number): void {
    const own = this.#collections.get(collection)!;
    own.documents += 1;
    if ('fault' in owner) {
      own[owner.fault] += 1;
      return;
    }
    own.spellings.set(owner.spelling, (own.spellings.get(owner.spelling) ?? 0) + 1);
    const client = this.#clients.at(owner.client, hashOf(owner.client));
    if (client === undefined) return;
    client.bytes += bytes;
    client.documents.set(collection, (client.documents.get(collection) ?? 0) + 1);
    client.spellings.add(owner.spelling);
  }

  facts(basis: ClientsProfile['basis']): ClientsProfile {
    const clients = this.#clients.entries().map(({ facts }) => facts);
    const names = [...this.#collections.keys()].sort(compareText);
    const total = this.#clients.distinct();
    return {
      basis,
      total,
      collections: names.map((name) => this.#factsOf(name, clients)),
      orphans: names.flatMap((name) => orphansOf(name, names, clients)),
      several_spellings: clients.filter(({ spellings }) => spellings.size > 1).length,
      bytes: bytesOf(clients),
    };
  }

  #factsOf(name: string, clients: readonly Client[]): ClientsOf {
    const { path, documents, missing, invalid, spellings } = this.#collections.get(name)!;
    const counts = clients.flatMap((client) => client.documents.get(name) ?? []);
    const { exact } = this.#clients;
    const { count } = this.#clients.distinct();
    const share = clients.length === 0 ? 0 : counts.length / clients.length;
    return {
      collection: name,
      path,
      clients: { count: exact ? counts.length : Math.round(count * share), exact },
      documents,
      missing,
      invalid,
      spellings: [...spellings]
        .map(([spelling, times]) => ({ spelling, count: times }))
        .sort((a, b) => b.count - a.count || compareText(a.spelling, b.spelling)),
      with_one: counts.filter((times) => times === 1).length,
      with_two: counts.filter((times) => times === 2).length,
      with_more: counts.filter((times) => times > 2).length,
      most: counts.reduce((most, times) => Math.max(most, times), 0),
    };
  }
}

function orphansOf(
  name: string,
  names: readonly string[],
  clients: readonly Client[],
): ClientsProfile['orphans'] {
  return names.flatMap((other) => {
    const count = clients.filter(({ documents }) => documents.has(name) && !documents.has(other)).length;
    return count === 0 || other === name ? [] : [{ in: name, not_in: other, clients: count }];
  });
}

/** Sizes by rank, the smallest with so many at or below it. */
function bytesOf(clients: readonly Client[]): ClientsProfile['bytes'] {
  const sizes = clients.map(({ bytes }) => bytes).sort((a, b) => a - b);
  if (sizes.length === 0) return null;
  const ranked = (percent: number) => sizes[Math.ceil((sizes.length * percent) / 100) - 1] ?? 0;
  return {
    min: sizes[0] ?? 0,
    median: ranked(50),
    p95: ranked(95),
    max: sizes.at(-1) ?? 0,
    over_limit: sizes.filter((size) => size > drawerLimit).length,
  };
}
