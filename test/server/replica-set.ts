import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, type Document, MongoClient } from 'mongodb';
import { clearFailPoint, type FailCommand, failPointCommand } from './fail-point.ts';
import { findMongod } from './find-mongod.ts';
import { launch, type Running } from './process.ts';
import { watch } from './watch.ts';

/** What `startReplicaSet` starts. */
export interface ReplicaSetOptions {
  readonly nodes: number;
  /** Further arguments of every mongod. */
  readonly args?: readonly string[];
  /** Asks clients for a name and password; `uri` then carries them. */
  readonly auth?: boolean;
}

/** Name and password of the one user of a set with `auth`. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Parameters of a connection string, such as `{ retryWrites: 'false' }`. */
export type UriOptions = Readonly<Record<string, string>>;

/** A replica set of mongod processes of its own. Nodes are counted from 0; without a number, all of them are meant. */
export interface ReplicaSet {
  readonly name: string;
  /** Version of mongod, and where the binary was found. */
  readonly version: string;
  readonly found: string;
  /** Holds the data and logs of all nodes while the set lives. */
  readonly folder: string;
  /** Only with `auth`. */
  readonly credentials: Credentials | undefined;
  /** `127.0.0.1:port` of each node; stays the same over `restart`. */
  readonly hosts: readonly string[];
  /** Process ids of the nodes that live. */
  readonly pids: readonly number[];
  /** Connection string of the whole set. */
  uri(database?: string, options?: UriOptions): string;
  /** Connection string of one node alone, or of `host` in its place (a proxy), without discovery of the others. */
  directUri(database?: string, options?: UriOptions, host?: number | string): string;
  /** Runs `work` on the admin database of one node, the primary without `node`. */
  admin<T>(work: (admin: Db) => Promise<T>, node?: number): Promise<T>;
  /** Waits until a node is primary and all living ones can be read from; its number. None may be frozen. */
  waitForPrimary(): Promise<number>;
  /** Halts the processes (SIGSTOP): connections stay open and nothing answers. */
  freeze(node?: number): void;
  /** Lets them go on (SIGCONT). */
  thaw(node?: number): void;
  /** Kills a node and waits for its end. SIGTERM lets it close its files. */
  kill(node: number, signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts a killed node again on its data and port. */
  restart(node: number): Promise<void>;
  /** Has the primary step down for some seconds; does not wait for the next one. */
  stepDown(seconds?: number): Promise<void>;
  /** Sets the fail point of commands on a node, the primary without `node`. */
  failCommand(spec: FailCommand, node?: number): Promise<void>;
  /** Clears it on every living node. */
  clearFailCommand(): Promise<void>;
  /** Kills all nodes and removes their files. Also happens when this process ends in whatever way. */
  stop(): Promise<void>;
}

/** The longest wait for a primary, in milliseconds. */
const patience = 50_000;

/** Starts a replica set on free ports of the loopback and waits until it can be written to. */
export async function startReplicaSet(options: ReplicaSetOptions): Promise<ReplicaSet> {
  const { path: binary, version, found } = await findMongod();
  const folder = await mkdtemp(join(tmpdir(), 'replica-set-'));
  const cleaner = watch(folder);
  const name = `set-${randomBytes(4).toString('hex')}`;
  const credentials = options.auth === true ? { user: 'tester', password: 'p@ss:w%rd/1' } : undefined;
  const args = ['--replSet', name, ...(credentials ? await keyFile(folder) : []), ...(options.args ?? [])];
  const nodes: (Running | undefined)[] = [];
  const hosts: string[] = [];
  let authenticated = false;

  const living = () => nodes.filter((node) => node !== undefined);
  const pids = () => living().map(({ pid }) => pid);
  const start = async (node: number, port?: number) => {
    const place = join(folder, `node${node}`);
    await mkdir(place, { recursive: true });
    const running = await launch({
      binary,
      folder: place,
      args,
      born: (pid) => cleaner.tell([...pids(), pid]),
      ...(port === undefined ? {} : { port }),
    });
    nodes[node] = running;
    cleaner.tell(pids());
    return running;
  };
  const running = (node: number) => {
    const one = nodes[node];
    if (one === undefined) throw new Error(`node ${node} does not run`);
    return one;
  };
  const text = (host: string, database: string, parameters: UriOptions) => {
    const known = authenticated ? credentials : undefined;
    const who = known ? `${known.user}:${encodeURIComponent(known.password)}@` : '';
    const query = new URLSearchParams({ ...parameters, ...(known ? { authSource: 'admin' } : {}) });
    return `mongodb://${who}${host}/${database}?${query}`;
  };
  const signal = (kind: 'SIGSTOP' | 'SIGCONT', node: number | undefined) => {
    for (const one of node === undefined ? living() : [running(node)]) {
      process.kill(one.pid, kind);
      if (kind === 'SIGSTOP') awaitStop(one.pid);
    }
  };

  const set: ReplicaSet = {
    name,
    version,
    found,
    folder,
    credentials,
    hosts,
    get pids() {
      return pids();
    },
    uri: (database = '', parameters = {}) =>
      text(hosts.join(','), database, { replicaSet: name, ...parameters }),
    directUri: (database = '', parameters = {}, host = 0) =>
      text(typeof host === 'string' ? host : (hosts[host] ?? ''), database, {
        directConnection: 'true',
        ...parameters,
      }),
    admin: async (work, node) => {
      const client = new MongoClient(set.directUri('admin', {}, node ?? (await set.waitForPrimary())));
      try {
        return await work(client.db('admin'));
      } finally {
        await client.close();
      }
    },
    waitForPrimary: async () => {
      for (const end = performance.now() + patience; performance.now() < end; await sleep(20)) {
        const states = await Promise.all(
          nodes.map((node, index) => node && set.admin((admin) => admin.command({ hello: 1 }), index)),
        );
        const primary = states.findIndex((state) => state?.isWritablePrimary === true);
        if (primary >= 0 && states.every((state) => !state || state.isWritablePrimary || state.secondary))
          return primary;
      }
      throw new Error(`${name} has no primary after ${patience} ms; its logs are in ${folder}`);
    },
    freeze: (node) => signal('SIGSTOP', node),
    thaw: (node) => signal('SIGCONT', node),
    kill: async (node, how = 'SIGKILL') => {
      const { child, pid, ended } = running(node);
      // Otherwise a process with nothing else to do would end before the node has.
      child.ref();
      process.kill(pid, how);
      await ended;
      nodes[node] = undefined;
      cleaner.tell(pids());
    },
    restart: async (node) => {
      if (nodes[node] !== undefined) throw new Error(`node ${node} runs`);
      await start(node, Number(hosts[node]?.split(':')[1]));
    },
    stepDown: async (seconds = 10) => {
      await set.admin((admin) => admin.command({ replSetStepDown: seconds, force: hosts.length === 1 }));
    },
    failCommand: async (spec, node) => {
      await set.admin((admin) => admin.command(failPointCommand(spec)), node);
    },
    clearFailCommand: async () => {
      for (const [index, node] of nodes.entries())
        if (node) await set.admin((admin) => admin.command(clearFailPoint), index);
    },
    stop: async () => {
      for (const index of nodes.keys()) if (nodes[index]) await set.kill(index);
      cleaner.tell([]);
      await cleaner.finish();
    },
  };

  try {
    for (let node = 0; node < options.nodes; node += 1) hosts.push(`127.0.0.1:${(await start(node)).port}`);
    await set.admin((admin) => admin.command(initiation(name, hosts)), 0);
    await set.waitForPrimary();
    if (credentials !== undefined) {
      await set.admin((admin) => admin.command(userCreation(credentials)));
      authenticated = true;
    }
    return set;
  } catch (error) {
    await set.stop();
    throw error;
  }
}

function initiation(name: string, hosts: readonly string[]): Document {
  return {
    replSetInitiate: {
      _id: name,
      members: hosts.map((host, _id) => ({ _id, host })),
      // A tenth of the defaults would elect anew whenever the machine is busy; these still find a lost primary soon.
      settings: { electionTimeoutMillis: 3_000, heartbeatIntervalMillis: 500 },
    },
  };
}

function userCreation({ user, password }: Credentials): Document {
  return { createUser: user, pwd: password, roles: ['root'] };
}

async function keyFile(folder: string): Promise<string[]> {
  const file = join(folder, 'key');
  await writeFile(file, randomBytes(48).toString('base64'), { mode: 0o600 });
  return ['--keyFile', file];
}

/** Waits until every thread has stopped: one that runs on another core when the signal is sent may still answer. */
function awaitStop(pid: number): void {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(threads)) return;
  const isRunning = (thread: string): boolean => {
    const stat = readFileSync(join(threads, thread, 'stat'), 'latin1');
    return !'TtZX'.includes(stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '');
  };
  const pause = new Int32Array(new SharedArrayBuffer(4));
  while (readdirSync(threads).some(isRunning)) Atomics.wait(pause, 0, 0, 1);
}
