import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import {
  currentHolder,
  type Lease,
  type MongoOptions,
  type Operation,
  openMongo,
  type TargetStore,
} from '../../engine/stores/index.ts';
import type { FailCommand } from '../server/fail-point.ts';
import { startProxy, type TcpProxy } from '../server/proxy.ts';
import { type ReplicaSet, startReplicaSet } from '../server/replica-set.ts';
import { documentOf, insert } from './conformance.ts';

/** Options of a store, and further parameters of its URI, such as short waits. */
export type StoreOptions = Partial<MongoOptions> & { readonly uri?: Readonly<Record<string, string>> };

/** A server of a test file's own, that may fail, and for each test a database and a proxy. */
export interface Bench {
  readonly set: ReplicaSet;
  readonly proxy: TcpProxy;
  /** A client that goes past the proxy. */
  readonly beside: MongoClient;
  /** Name of the test's database. */
  readonly name: string;
  /** A store on that database, closed after the test. */
  opened(options?: StoreOptions): Promise<TargetStore>;
  /** The same through the proxy. */
  throughProxy(options?: StoreOptions): Promise<TargetStore>;
  /** Has a store closed after the test. */
  closing<T extends TargetStore>(store: T): T;
}

/** Starts and ends what the tests of a file need; to be called once, at its top. */
export function bench(): Bench {
  let set: ReplicaSet;
  let proxy: TcpProxy;
  let beside: MongoClient;
  let tests = 0;
  const open: TargetStore[] = [];

  beforeAll(async () => {
    set = await startReplicaSet({ nodes: 1 });
    beside = new MongoClient(set.uri());
  });
  afterAll(async () => {
    await beside?.close();
    await set?.stop();
  });
  beforeEach(async () => {
    tests += 1;
    proxy = await startProxy(set.hosts[0] ?? '');
  });
  afterEach(async () => {
    await set.clearFailCommand();
    for (const store of open.splice(0)) await store.close();
    await proxy.close();
  });

  const closing = <T extends TargetStore>(store: T): T => {
    open.push(store);
    return store;
  };
  const name = (): string => `faults${tests}`;
  return {
    get set() {
      return set;
    },
    get proxy() {
      return proxy;
    },
    get beside() {
      return beside;
    },
    get name() {
      return name();
    },
    closing,
    opened: async ({ uri = {}, ...options } = {}) =>
      closing(await openMongo(set.uri(name(), uri), { create: true, ...options })),
    throughProxy: async ({ uri = {}, ...options } = {}) => {
      const direct = set.directUri(name(), { serverSelectionTimeoutMS: '2000', ...uri }, proxy.host);
      return closing(await openMongo(direct, { create: true, ...options }));
    },
  };
}

/** The lease of a run of this process. */
export async function taken(store: TargetStore, run = 'run-1'): Promise<Lease> {
  const lease = await store.lease('target#0', currentHolder(run));
  if ('heldBy' in lease) throw new Error(`held by ${lease.heldBy.run}`);
  return lease;
}

const replaced = (id: string): Buffer => documentOf(id, { text: 'replaced' });

/** One operation of each kind, on documents that {@link prepare} puts there. */
export const allKinds: readonly Operation[] = [
  insert('c', 'inserted'),
  { kind: 'replace', collection: 'c', id: 'a', document: replaced('a'), expect: documentOf('a') },
  { kind: 'remove', collection: 'c', id: 'b', expect: documentOf('b') },
  { kind: 'patch', collection: 'c', id: 'p', fields: { link: 1 }, expect: { link: undefined } },
  { kind: 'put', collection: 'c', id: 'put', document: documentOf('put') },
];
export const allWritten = allKinds.map(() => 'written');
/** What is stored once they are all written. */
export const afterwards = [
  replaced('a'),
  documentOf('inserted'),
  documentOf('p', { text: 'document p', link: 1 }),
  documentOf('put'),
];

/** Puts there what {@link allKinds} are about. */
export async function prepare(store: TargetStore): Promise<void> {
  await store.write(['a', 'b', 'p'].map((id) => insert('c', id)));
}

/** What the server tells with an error after which a transaction may be tried again. */
export const transient = { errorLabels: ['TransientTransactionError'] } as const;
/** Failures that pass. */
export const passing: readonly (readonly [string, Partial<FailCommand>])[] = [
  ['a closed connection', { closeConnection: true }],
  ['a shutdown', { errorCode: 91 }],
  ['a primary that steps down', { errorCode: 189 }],
  ['no primary', { errorCode: 10107 }],
  ['an interruption by an election', { errorCode: 11602 }],
  ['a time limit', { errorCode: 262 }],
];
