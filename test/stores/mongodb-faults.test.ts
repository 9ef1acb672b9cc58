import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  currentHolder,
  type Lease,
  type MongoOptions,
  type Operation,
  openMongo,
  StoreFailure,
  type TargetStore,
} from '../../engine/stores/index.ts';
import type { FailCommand } from '../server/fail-point.ts';
import { startProxy, type TcpProxy } from '../server/proxy.ts';
import { type ReplicaSet, startReplicaSet } from '../server/replica-set.ts';
import { documentOf, everything, insert } from './conformance.ts';

let set: ReplicaSet;
let proxy: TcpProxy;
let beside: MongoClient;
let databases = 0;
let name: string;
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
  databases += 1;
  name = `faults${databases}`;
  proxy = await startProxy(set.hosts[0] ?? '');
});
afterEach(async () => {
  await set.clearFailCommand();
  for (const store of open.splice(0)) await store.close();
  await proxy.close();
});

type Options = Partial<MongoOptions> & { readonly uri?: Readonly<Record<string, string>> };

/** A store on the test's own database; what its URI says in addition makes waits short. */
async function opened(options: Options = {}): Promise<TargetStore> {
  const { uri = {}, ...rest } = options;
  const store = await openMongo(set.uri(name, uri), { create: true, ...rest });
  open.push(store);
  return store;
}

/** The same through the proxy. */
async function throughProxy(options: Options = {}): Promise<TargetStore> {
  const { uri = {}, ...rest } = options;
  const direct = set.directUri(name, { serverSelectionTimeoutMS: '2000', ...uri }, proxy.host);
  const store = await openMongo(direct, { create: true, ...rest });
  open.push(store);
  return store;
}

async function taken(store: TargetStore, run = 'run-1'): Promise<Lease> {
  const lease = await store.lease('target#0', currentHolder(run));
  if ('heldBy' in lease) throw new Error(`held by ${lease.heldBy.run}`);
  return lease;
}

const replaced = (id: string): Buffer => documentOf(id, { text: 'replaced' });

/** One operation of each kind on documents that `prepare` puts there, and what is stored afterwards. */
const allKinds: readonly Operation[] = [
  insert('c', 'inserted'),
  { kind: 'replace', collection: 'c', id: 'a', document: replaced('a'), expect: documentOf('a') },
  { kind: 'remove', collection: 'c', id: 'b', expect: documentOf('b') },
  { kind: 'patch', collection: 'c', id: 'p', fields: { link: 1 }, expect: { link: undefined } },
  { kind: 'put', collection: 'c', id: 'put', document: documentOf('put') },
];
const allWritten = allKinds.map(() => 'written');
const afterwards = [
  replaced('a'),
  documentOf('inserted'),
  documentOf('p', { text: 'document p', link: 1 }),
  documentOf('put'),
];

async function prepare(store: TargetStore): Promise<void> {
  await store.write(['a', 'b', 'p'].map((id) => insert('c', id)));
}

const transient = { errorLabels: ['TransientTransactionError'] } as const;
const passing: readonly (readonly [string, Partial<FailCommand>])[] = [
  ['a closed connection', { closeConnection: true }],
  ['a shutdown', { errorCode: 91 }],
  ['a primary that steps down', { errorCode: 189 }],
  ['no primary', { errorCode: 10107 }],
  ['an interruption by an election', { errorCode: 11602 }],
  ['a time limit', { errorCode: 262 }],
];

describe('reading goes on after', () => {
  it.each(passing)('%s', async (_, effect) => {
    const store = await opened();
    const ids = Array.from({ length: 1200 }, (_, at) => `d${String(at).padStart(5, '0')}`);
    await store.write(ids.map((id) => insert('c', id)));
    // More than the driver itself tries again.
    await set.failCommand({ failCommands: ['find', 'getMore', 'aggregate'], mode: { times: 4 }, ...effect });
    const scan = store.scan('c');
    const seen: Buffer[] = [];
    for await (const batch of scan) seen.push(...batch.map(({ bytes }) => Buffer.from(bytes)));
    expect(seen).toEqual(ids.map((id) => documentOf(id)));
    expect(scan.summary().documents).toBe(ids.length);
    await set.failCommand({ failCommands: ['find', 'aggregate'], mode: { times: 3 }, ...effect });
    expect(await store.count('c')).toBe(ids.length);
    await set.failCommand({ failCommands: ['find', 'aggregate'], mode: { times: 3 }, ...effect });
    expect(await store.read('c', ['d00001'])).toEqual([documentOf('d00001')]);
    await set.failCommand({
      failCommands: ['listCollections', 'listIndexes'],
      mode: { times: 3 },
      ...effect,
    });
    expect((await store.collections()).map((one) => one.name)).toEqual(['c']);
  });

  it('a server that is killed and started again', async () => {
    const store = await opened();
    const ids = Array.from({ length: 3000 }, (_, at) => `d${String(at).padStart(5, '0')}`);
    await store.write(ids.map((id) => insert('c', id)));
    const seen: Buffer[] = [];
    let back: Promise<void> | undefined;
    for await (const batch of store.scan('c')) {
      seen.push(...batch.map(({ bytes }) => Buffer.from(bytes)));
      if (back === undefined) {
        await set.kill(0);
        back = set.restart(0);
      }
    }
    await back;
    expect(seen).toEqual(ids.map((id) => documentOf(id)));
  });
});

describe('writing goes on, and writes once, after', () => {
  const commands = ['find', 'update', 'insert', 'delete', 'commitTransaction'] as const;
  const effects = [...passing, ['a conflict', { errorCode: 112, ...transient }]] as const;
  it.each(
    effects.flatMap(([what, effect]) => commands.map((command) => [what, command, effect] as const)),
  )('%s at %s', async (_, command, effect) => {
    const store = await opened();
    await prepare(store);
    const lease = await taken(store);
    await set.failCommand({ failCommands: [command], mode: { times: 2 }, ...effect });
    expect(await store.write(allKinds, lease)).toEqual(allWritten);
    expect(await everything(store.list('c'))).toEqual(afterwards);
  });

  it('a commit of which nobody hears, which the server has made', async () => {
    const store = await throughProxy();
    await prepare(store);
    const cut = proxy.cutAfter(0, 'fromServer', 'commitTransaction');
    expect(await store.write(allKinds)).toEqual(allWritten);
    expect(await cut).toBe(true);
    expect(await everything(store.list('c'))).toEqual(afterwards);
  });

  it('a commit of which nobody hears and which the server has forgotten', async () => {
    const store = await throughProxy();
    await prepare(store);
    const lease = await taken(store);
    const cut = proxy.cutAfter(0, 'fromServer', 'commitTransaction').then(() => proxy.refuse());
    const writing = store.write(allKinds, lease);
    await cut;
    expect(await beside.db(name).collection('c').countDocuments()).toBe(afterwards.length);
    const failCommands = ['commitTransaction'];
    await set.failCommand({ failCommands, mode: 'alwaysOn', errorCode: 251, ...transient });
    await proxy.heal();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await set.clearFailCommand();
    // Its own writes are found: none of them is taken for somebody else's.
    expect(await writing).toEqual(allWritten);
    expect(await everything(store.list('c'))).toEqual(afterwards);
  });

  it('a commit that never came to the server', async () => {
    const store = await throughProxy();
    await prepare(store);
    const cut = proxy.cutAfter(0, 'toServer', 'commitTransaction');
    expect(await store.write(allKinds)).toEqual(allWritten);
    expect(await cut).toBe(true);
    expect(await everything(store.list('c'))).toEqual(afterwards);
  });

  it('a change by others between the guard and the commit', async () => {
    const store = await opened({ uri: { appName: 'slow' } });
    await prepare(store);
    await set.failCommand({
      failCommands: ['update'],
      mode: { times: 1 },
      blockMilliseconds: 700,
      appName: 'slow',
    });
    const writing = store.write(allKinds);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const theirs = documentOf('a', { text: 'theirs' });
    await beside
      .db(name)
      .collection<{ _id: string }>('c')
      .updateOne({ _id: 'a' }, { $set: { text: 'theirs' } });
    expect(await writing).toEqual(['written', 'conflict', 'written', 'written', 'written']);
    expect(await store.read('c', ['a'])).toEqual([theirs]);
  });

  it('a server that is killed and started again', async () => {
    const store = await opened();
    await prepare(store);
    const lease = await taken(store);
    const results: string[] = [];
    let back: Promise<void> | undefined;
    for (let at = 0; at < 20; at += 1) {
      const ids = Array.from({ length: 50 }, (_, of) => `x${at}-${of}`);
      const writing = store.write(
        ids.map((id) => insert('many', id)),
        lease,
      );
      if (at === 10) {
        await set.kill(0);
        back = set.restart(0);
      }
      results.push(...(await writing));
    }
    await back;
    expect(new Set(results)).toEqual(new Set(['written']));
    expect(await store.count('many')).toBe(1000);
  });

  it('an outage while collections are arranged', async () => {
    const store = await opened();
    const commands = [
      'create',
      'createIndexes',
      'renameCollection',
      'drop',
      'listCollections',
      'commitTransaction',
    ];
    const effect = { failCommands: commands, mode: { times: 2 }, closeConnection: true } as const;
    await set.failCommand(effect);
    const indexes = [{ key: { client: 1 }, name: 'client_1', unique: true }];
    expect(await store.ensure('c', indexes)).toEqual([]);
    await store.write([insert('c', 'a')]);
    await set.failCommand(effect);
    await store.rename('c', 'd');
    expect(await everything(store.list('d'))).toEqual([documentOf('a')]);
    await set.failCommand(effect);
    await store.drop('d');
    await set.clearFailCommand();
    expect(await store.collections()).toEqual([]);
  });

  it('a renaming of which nobody hears', async () => {
    const store = await throughProxy();
    await store.write([insert('c', 'a')]);
    const cut = proxy.cutAfter(0, 'fromServer', 'renameCollection');
    await store.rename('c', 'd');
    expect(await cut).toBe(true);
    expect((await store.collections()).map((one) => one.name)).toEqual(['d']);
  });

  it('an outage while a lease is taken, renewed and released', async () => {
    const store = await throughProxy();
    const cut = proxy.cutAfter(0, 'fromServer', 'commitTransaction');
    const lease = await taken(store);
    expect(await cut).toBe(true);
    const late = proxy.cutAfter(0, 'fromServer', 'update');
    expect(await lease.renew()).toBe(true);
    expect(await late).toBe(true);
    const last = proxy.cutAfter(0, 'fromServer', 'commitTransaction');
    await lease.release();
    expect(await last).toBe(true);
    expect((await taken(store)).token).toBe(lease.token + 1);
  });

  it('an acknowledgement that a majority did not give in time', async () => {
    const store = await opened();
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' };
    const failCommands = ['commitTransaction', 'create', 'drop', 'update'];
    await set.failCommand({ failCommands, mode: { times: 2 }, writeConcernError });
    expect(await store.write([insert('c', 'a')])).toEqual(['written']);
    await set.failCommand({ failCommands, mode: { times: 2 }, writeConcernError });
    await store.drop('c');
    await set.clearFailCommand();
    expect(await store.collections()).toEqual([]);
  });
});

describe('a server that stays away', () => {
  const short = { patience: { outage: 800, conflict: 800 } };
  const unreachable = { code: 'store.unreachable', hint: expect.stringContaining('acknowledged') };

  it('ends a command in bounded time, and not before', async () => {
    const store = await throughProxy({ ...short, uri: { serverSelectionTimeoutMS: '500' } });
    await prepare(store);
    await proxy.refuse();
    for (const doing of [
      () => store.write(allKinds),
      () => everything(store.list('c')),
      () => store.collections(),
      () => store.lease('target#0', currentHolder('run-1')),
    ]) {
      const begun = performance.now();
      await expect(doing()).rejects.toMatchObject(unreachable);
      expect(performance.now() - begun).toBeGreaterThan(700);
      expect(performance.now() - begun).toBeLessThan(8000);
    }
    await proxy.heal();
    expect(await store.write(allKinds)).toEqual(allWritten);
  });

  it('and may have made the last commit is told so', async () => {
    const store = await throughProxy({ ...short, uri: { serverSelectionTimeoutMS: '500' } });
    await prepare(store);
    const cut = proxy.cutAfter(0, 'fromServer', 'commitTransaction').then(() => proxy.refuse());
    const writing = store.write(allKinds);
    const failing = expect(writing).rejects.toMatchObject({
      code: 'store.unreachable',
      message: expect.stringContaining('is not known'),
    });
    await cut;
    await failing;
    await proxy.heal();
    expect(await everything(store.list('c'))).toEqual(afterwards);
  });

  it('since it is frozen, is given up too, and used again when it goes on', async () => {
    const store = await opened({
      ...short,
      uri: { socketTimeoutMS: '700', connectTimeoutMS: '700', serverSelectionTimeoutMS: '500' },
    });
    await prepare(store);
    set.freeze();
    try {
      const begun = performance.now();
      await expect(store.read('c', ['a'])).rejects.toMatchObject(unreachable);
      await expect(store.write(allKinds)).rejects.toMatchObject({ code: 'store.unreachable' });
      expect(performance.now() - begun).toBeLessThan(20_000);
    } finally {
      set.thaw();
    }
    expect(await store.read('c', ['put'])).toEqual([undefined]);
    expect(await store.write(allKinds)).toEqual(allWritten);
  });

  it('does not keep a store from being closed', async () => {
    const store = await opened({ uri: { socketTimeoutMS: '20000' } });
    await prepare(store);
    set.freeze();
    try {
      const begun = performance.now();
      await store.close();
      expect(performance.now() - begun).toBeLessThan(5000);
    } finally {
      set.thaw();
    }
  });

  it('from the start is not waited for longer than asked', async () => {
    await proxy.refuse();
    const begun = performance.now();
    await expect(throughProxy({ uri: { serverSelectionTimeoutMS: '300' } })).rejects.toMatchObject({
      code: 'store.unreachable',
      place: `mongodb://${proxy.host}/${name}`,
    });
    expect(performance.now() - begun).toBeLessThan(4000);
  });
});

describe('errors of the server', () => {
  it.each([
    ['store.denied', 13, 'insert'],
    ['store.denied', 13, 'find'],
    ['store.denied', 8000, 'commitTransaction'],
    ['store.full', 14_031, 'insert'],
    ['store.full', 14_031, 'commitTransaction'],
    ['store.io', 8, 'insert'],
  ])('are told as %s: %i at %s', async (code, errorCode, command) => {
    const store = await opened();
    await prepare(store);
    await set.failCommand({ failCommands: [command], mode: 'alwaysOn', errorCode });
    const failing = store.write(allKinds);
    await expect(failing).rejects.toMatchObject({ code });
    await expect(failing).rejects.toBeInstanceOf(StoreFailure);
    await set.clearFailCommand();
    expect(await store.write(allKinds)).toEqual(allWritten);
  });

  it('that go on are given up after a while', async () => {
    const store = await opened({ patience: { conflict: 300, outage: 300 } });
    await prepare(store);
    await set.failCommand({ failCommands: ['insert'], mode: 'alwaysOn', errorCode: 112, ...transient });
    await expect(store.write(allKinds)).rejects.toMatchObject({ code: 'store.unreachable' });
    await set.clearFailCommand();
    expect(await store.count('c')).toBe(3);
  });
});

describe('a takeover of the lease', () => {
  const expire = (): Promise<unknown> =>
    beside
      .db(name)
      .collection<{ _id: string }>('migration_leases')
      .updateOne({ _id: 'target#0' }, { $set: { expires: new Date(0) } });

  it('ends the transaction that its former holder has under way', async () => {
    const zombie = await opened({ uri: { appName: 'zombie' } });
    await prepare(zombie);
    const elsewhere = { host: 'elsewhere', pid: 1, startedAt: '1', run: 'run-0' };
    const lost = await zombie.lease('target#0', elsewhere);
    if ('heldBy' in lost) throw new Error('held');
    const failCommands = ['commitTransaction'];
    await set.failCommand({ failCommands, mode: 'alwaysOn', blockMilliseconds: 2000, appName: 'zombie' });
    const writing = zombie.write(allKinds, lost);
    const failing = expect(writing).rejects.toMatchObject({ code: 'store.locked' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await expire();
    const store = await opened();
    const lease = await taken(store, 'run-1');
    expect(await store.write([insert('c', 'inserted')], lease)).toEqual(['written']);
    await failing;
    expect((await everything(store.list('c'))).map(String)).toEqual(
      ['a', 'b', 'inserted', 'p'].map((id) => String(documentOf(id))),
    );
  });

  it('is waited for by the transaction that is committed first, and seen by the next', async () => {
    const [first, second] = [await opened(), await opened()];
    const elsewhere = { host: 'elsewhere', pid: 1, startedAt: '1', run: 'run-0' };
    const lost = await first.lease('target#0', elsewhere);
    if ('heldBy' in lost) throw new Error('held');
    let written = 0;
    const writing = (async () => {
      for (;;) written += (await first.write([insert('c', `d${written}`)], lost)).length;
    })();
    const failing = expect(writing).rejects.toMatchObject({ code: 'store.locked' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expire();
    await taken(second);
    const before = await second.count('c');
    await failing;
    expect(await second.count('c')).toBe(before);
    expect(before).toBe(written);
  });

  it('from a process that was killed inside a transaction takes no time', async () => {
    const store = await opened();
    await store.ensure('c', []);
    const failCommands = ['commitTransaction', 'abortTransaction'];
    await set.failCommand({ failCommands, mode: { skip: 1 }, closeConnection: true, appName: 'child' });
    const child = started(set.uri(name, { appName: 'child' }), 'run-0', '20');
    try {
      await once(child.stdout as NodeJS.ReadableStream, 'data');
      await inTransaction();
    } finally {
      child.kill('SIGKILL');
    }
    await once(child, 'close');
    await set.clearFailCommand();
    const begun = performance.now();
    const lease = await taken(store);
    const ids = Array.from({ length: 20 }, (_, at) => `d${at}`);
    const results = await store.write(
      ids.map((id) => insert('c', id)),
      lease,
    );
    expect(new Set(results)).toEqual(new Set(['written']));
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(await store.count('c')).toBe(20);
  });

  /** Waits until a transaction is open on the server that has written, and does nothing. */
  async function inTransaction(): Promise<void> {
    for (;;) {
      const { transactions } = await set.admin((admin) => admin.command({ serverStatus: 1 }));
      if (transactions.currentInactive > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});

describe('a user and a password', () => {
  let guarded: ReplicaSet;
  beforeAll(async () => {
    guarded = await startReplicaSet({ nodes: 1, auth: true });
    await guarded.admin((admin) =>
      admin.command({
        createUser: 'reader',
        pwd: 'only-reads',
        roles: [{ role: 'read', db: 'secured' }],
      }),
    );
  });
  afterAll(() => guarded?.stop());

  const as = (user: string, password: string, parameters = ''): string =>
    `mongodb://${user}:${encodeURIComponent(password)}@${guarded.hosts[0]}/secured?authSource=admin${parameters}`;

  it('are let in where they are right', async () => {
    const store = await openMongo(guarded.uri('secured'), { create: true });
    open.push(store);
    expect(await store.write([insert('c', 'a')], await taken(store))).toEqual(['written']);
    const scratch = await store.scratch();
    await scratch.write([insert('c', 'a')]);
    await scratch.discard();
  });

  it.each([
    ['wrong', () => as('tester', 'wr%ng:p@ss/word')],
    ['those of nobody', () => as('nobody-known', 'any-password')],
    ['missing', () => `mongodb://${guarded.hosts[0]}/secured`],
  ])('are denied where they are %s', async (_, uri) => {
    const failure = await failureOf(() => openMongo(uri(), { create: true }));
    expect(failure).toMatchObject({ code: 'store.denied', place: `mongodb://${guarded.hosts[0]}/secured` });
    expectNoSecrets(failure, [
      'tester',
      'wr%ng:p@ss/word',
      encodeURIComponent('wr%ng:p@ss/word'),
      'nobody-known',
    ]);
  });

  it('that may only read can read and not write', async () => {
    const owner = await openMongo(guarded.uri('secured'), { create: true });
    open.push(owner);
    await owner.write([insert('read', 'a')]);
    const store = await openMongo(as('reader', 'only-reads'), { create: false, readOnly: true });
    open.push(store);
    expect(await everything(store.list('read'))).toEqual([documentOf('a')]);
    const writer = await openMongo(as('reader', 'only-reads'), { create: false });
    open.push(writer);
    const doings = [
      () => writer.write([insert('read', 'b')]),
      () => writer.write([insert('new', 'b')]),
      () => writer.ensure('other', []),
      () => writer.drop('read'),
      () => writer.rename('read', 'write'),
      () => writer.lease('other#0', currentHolder('run-1')),
    ];
    for (const doing of doings) {
      const failure = await failureOf(doing, String(doing));
      expect(failure).toMatchObject({ code: 'store.denied' });
      expectNoSecrets(failure, ['only-reads']);
    }
    expect(await everything(store.list('read'))).toEqual([documentOf('a')]);
  });

  it('are never told, whatever fails', async () => {
    const secret = 's3cr%t/with:all@signs';
    const options = '&serverSelectionTimeoutMS=200';
    const written = encodeURIComponent(secret);
    const uris = [
      `mongodb://owner:${written}@127.0.0.1:1/db?authSource=admin${options}`,
      `mongodb://owner:${written}@no.such.host.invalid/db?authSource=admin${options}`,
      `mongodb+srv://owner:${written}@no.such.host.invalid/db`,
      `mongodb://owner:${written}@127.0.0.1:1/`,
      `mongodb://owner:${written}@127.0.0.1:1/db?noSuchOption=1`,
      `mongodb://owner:${written}@127.0.0.1:1/db?w=1&w=2`,
      `mongodb://owner:${written}@127.0.0.1:1/db?authMechanism=${written}`,
      `mongodb://owner:${written}@127.0.0.1:1/d.b`,
      `mongodb://owner:${written}@127.0.0.1:port/db`,
      `mongodb://owner:${secret}@127.0.0.1:1/db`,
      `mongodb://owner:${written}@/db`,
      `mongodb://127.0.0.1:1/db?tls=true&tlsCertificateKeyFilePassword=${written}&tlsCertificateKeyFile=none${options}`,
    ];
    for (const uri of uris) {
      const failure = await failureOf(() => openMongo(uri, { create: true }));
      expect(failure, uri).toBeInstanceOf(StoreFailure);
      expectNoSecrets(failure, [secret, written, 'owner', 's3cr', 'all@signs']);
    }
  });
});

async function failureOf(action: () => Promise<unknown>, what = 'it'): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error(`nothing failed: ${what}`);
}

function expectNoSecrets(failure: unknown, secrets: readonly string[]): void {
  const told = inspect(failure, { depth: 20, showHidden: true, getters: true });
  for (const secret of secrets) expect(told).not.toContain(secret);
}

function started(...args: readonly string[]): ChildProcess {
  const script = fileURLToPath(new URL('./mongodb-child.mjs', import.meta.url));
  return spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}
