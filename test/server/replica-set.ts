import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Document, MongoClient } from 'mongodb';
import { findMongod } from './find-mongod.ts';

interface Node {
  readonly port: number;
  readonly directory: string;
  child: ChildProcess;
}

/** Replica sets that are running, so that none outlives the process that started it. */
const running = new Set<ReplicaSet>();
process.on('exit', () => {
  for (const one of running) one.killAll();
});

/** A replica set of real servers on loopback, in a directory of its own. */
export class ReplicaSet {
  readonly version: string;
  readonly found: string;
  readonly #directory: string;
  readonly #binary: string;
  readonly #nodes: Node[];

  private constructor(binary: string, found: string, version: string, directory: string, nodes: Node[]) {
    this.#binary = binary;
    this.found = found;
    this.version = version;
    this.#directory = directory;
    this.#nodes = nodes;
  }

  /** Starts so many nodes and waits until one is primary. */
  static async start(count = 1): Promise<ReplicaSet> {
    const { path, found } = findMongod();
    const directory = mkdtempSync(join(tmpdir(), 'replica-set-'));
    const nodes: Node[] = [];
    for (let at = 0; at < count; at++) {
      const own = mkdtempSync(join(directory, 'node-'));
      const port = await freePort();
      nodes.push({ port, directory: own, child: launch(path, port, own) });
    }
    const first = await connect(`mongodb://127.0.0.1:${nodes[0]?.port}/?directConnection=true`);
    const members = nodes.map(({ port }, _id) => ({ _id, host: `127.0.0.1:${port}` }));
    const settings = { electionTimeoutMillis: 2000, heartbeatIntervalMillis: 500 };
    await first.db('admin').command({ replSetInitiate: { _id: 'tests', members, settings } });
    const { version } = await first.db('admin').command({ buildInfo: 1 });
    await first.close();
    const set = new ReplicaSet(path, found, version, directory, nodes);
    running.add(set);
    await set.waitForPrimary();
    return set;
  }

  /** Where a client finds a database of it; `options` as they stand in a URI. */
  uri(database = '', options = ''): string {
    const hosts = this.#nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');
    return `mongodb://${hosts}/${database}?replicaSet=tests${options === '' ? '' : `&${options}`}`;
  }

  get ports(): readonly number[] {
    return this.#nodes.map(({ port }) => port);
  }

  /** Runs a command on the primary. */
  async command(command: Document): Promise<Document> {
    const client = await connect(this.uri());
    try {
      return await client.db('admin').command(command);
    } finally {
      await client.close();
    }
  }

  /** Makes commands fail as the server's own failpoint does; `clearFailures` ends it. */
  async failCommand(mode: Document | string, data: Document): Promise<void> {
    await this.command({ configureFailPoint: 'failCommand', mode, data });
  }

  async clearFailures(): Promise<void> {
    await this.command({ configureFailPoint: 'failCommand', mode: 'off' });
  }

  /** Makes the primary give up its place. */
  async stepDown(): Promise<void> {
    await this.command({ replSetStepDown: 5, secondaryCatchUpPeriodSecs: 2, force: true }).catch(
      () => undefined,
    );
  }

  freeze(): void {
    for (const { child } of this.#nodes) child.kill('SIGSTOP');
  }

  thaw(): void {
    for (const { child } of this.#nodes) child.kill('SIGCONT');
  }

  /** Kills a node at once, as a power cut would. */
  async kill(at = 0): Promise<void> {
    const child = this.#nodes[at]?.child;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  /** Starts a killed node again, on its own data. */
  restart(at = 0): void {
    const node = this.#nodes[at];
    if (node !== undefined) node.child = launch(this.#binary, node.port, node.directory);
  }

  async waitForPrimary(): Promise<void> {
    const client = await connect(this.uri());
    try {
      for (;;) {
        const hello = await client.db('admin').command({ hello: 1 });
        if (hello.isWritablePrimary === true) return;
        await wait(50);
      }
    } finally {
      await client.close();
    }
  }

  killAll(): void {
    for (const { child } of this.#nodes) child.kill('SIGKILL');
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 5 });
    running.delete(this);
  }

  async stop(): Promise<void> {
    const gone = this.#nodes.map(({ child }) =>
      child.exitCode === null && child.signalCode === null
        ? new Promise((resolve) => child.once('exit', resolve))
        : undefined,
    );
    for (const { child } of this.#nodes) child.kill('SIGKILL');
    await Promise.all(gone);
    this.killAll();
  }
}

function launch(binary: string, port: number, directory: string): ChildProcess {
  const log = openSync(join(directory, 'mongod.log'), 'a', 0o600);
  const words = [
    '--dbpath',
    directory,
    '--port',
    String(port),
    '--bind_ip',
    '127.0.0.1',
    '--replSet',
    'tests',
  ];
  const small = ['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '128', '--nounixsocket'];
  const testing = [
    '--setParameter',
    'enableTestCommands=1',
    '--setParameter',
    'diagnosticDataCollectionEnabled=false',
  ];
  return spawn(binary, [...words, ...small, ...testing], { stdio: ['ignore', log, log] });
}

async function connect(uri: string): Promise<MongoClient> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 20_000 });
  try {
    return await client.connect();
  } catch (error) {
    await client.close();
    throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
