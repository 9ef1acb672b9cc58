import { MongoClient } from 'mongodb';
import { restoreStore } from '../../engine/backup/index.ts';
import { openSource, openTarget } from '../../engine/stores/index.ts';
import { drawer, type Ended, type Started, startDrawer } from '../cli/drawer.ts';
import { inside } from '../cli/inside.ts';
import { cutoff, dump, workbench } from '../cli/workbench.ts';
import { clearFailPoint, type FailCommand, failPointCommand } from '../server/fail-point.ts';
import { startProxy, type TcpProxy } from '../server/proxy.ts';
import { type ReplicaSet, startReplicaSet } from '../server/replica-set.ts';

/** Clients in a bulk, so that the shipped dump makes three. */
export const batch = 40;

/** Name by which the server tells the command under test from the test itself. */
export const appName = 'drawer-under-test';

/** A server of its own that may fail, a proxy before it, and the legacy documents to begin with. */
export interface ServerBench {
  readonly set: ReplicaSet;
  readonly proxy: TcpProxy;
  /** A client that goes past the proxy and meets no fail point. */
  readonly beside: MongoClient;
  /** Working folder of the commands. */
  readonly out: string;
  /** A new database; with the legacy documents unless it is to be `empty`. */
  database(empty?: boolean): Promise<string>;
  /** URI of a database as the commands get it, through the proxy or to the set. */
  uri(name: string): string;
  /** Runs a command of the built program, with `--json`. */
  run(...words: readonly string[]): Promise<Ended>;
  /** Starts one without waiting for its end. */
  start(...words: readonly string[]): Started;
  /** Runs it in this process, which costs less. */
  again(...words: readonly string[]): Promise<Ended>;
  /** Sets the fail point for the command under test; gives how often it was met before. */
  fail(spec: FailCommand): Promise<number>;
  /** Waits until the fail point was met so often, or `ended` says that it will not be. */
  met(times: number, ended: () => boolean): Promise<boolean>;
  /** Whether it was met at all since it was met so often. */
  metSince(before: number): Promise<boolean>;
  clear(): Promise<void>;
  /**
   * Does something while the command under test has just sent this message, the server holding it back for a moment.
   * Settles with false when `ended` says that it will not come.
   */
  at(moment: Moment, act: () => Promise<unknown>, ended: () => boolean): Promise<boolean>;
  close(): Promise<void>;
}

/** A message to the server: the command, and how many of them come before. */
export interface Moment {
  readonly command: string;
  readonly skip: number;
}

/** How long a message is held back so that something can be done meanwhile, in milliseconds. */
const held = 1000;

const template = 'legacy';

/** Starts it. Several nodes are reached without the proxy, so that the driver can follow the primary. */
export async function serverBench(nodes = 1): Promise<ServerBench> {
  const set = await startReplicaSet({ nodes });
  const proxy = await startProxy(set.hosts[0] ?? '');
  const beside = new MongoClient(set.uri());
  const { path: out, done } = await workbench();
  await fillFrom(dump, set.uri(template));
  const admin = beside.db('admin');
  let made = 0;
  const options = { appName, serverSelectionTimeoutMS: '2000' };
  const bench: ServerBench = {
    set,
    proxy,
    beside,
    out,
    database: async (empty = false) => {
      made += 1;
      const name = `case${made}`;
      if (!empty) await copyDatabase(beside, template, name);
      return name;
    },
    uri: (name) => (nodes === 1 ? set.directUri(name, options, proxy.host) : set.uri(name, options)),
    run: (...words) => drawer([...words, '--json']),
    start: (...words) => startDrawer([...words, '--json']),
    again: (...words) => inside([...words, '--json']),
    fail: async (spec) => (await admin.command(failPointCommand({ ...spec, appName }))).count,
    met: async (times, ended) => {
      for (;;) {
        const wait = { waitForFailPoint: 'failCommand', timesEntered: times, maxTimeMS: 200 };
        const reached = await admin.command(wait).then(
          () => true,
          () => false,
        );
        if (reached || ended()) return reached;
      }
    },
    metSince: async (before) => (await admin.command(clearFailPoint)).count > before,
    clear: async () => void (await admin.command(clearFailPoint)),
    at: async ({ command, skip }, act, ended) => {
      const before = await bench.fail({ failCommands: [command], mode: { skip }, blockMilliseconds: held });
      const met = await bench.met(before + 1, ended);
      await bench.clear();
      if (met) await act();
      return met;
    },
    close: async () => {
      await beside.close();
      await proxy.close();
      await set.stop();
      await done();
    },
  };
  return bench;
}

const contract = ['--contract', 'contracts/edn360/1.0.0'];

/** The options that every migration under test has. */
export function migration({ out }: ServerBench, uri: string): readonly string[] {
  return [...contract, '--target', uri, '--set', cutoff, '--batch', String(batch), '--out', out];
}

async function fillFrom(folder: string, uri: string): Promise<void> {
  const source = await openSource(folder);
  const target = await openTarget(uri, { create: true });
  await restoreStore(source, target, {});
  await target.close();
  await source.close();
}

/** Copies every collection on the server, with nothing on the way that could change a document. */
export async function copyDatabase(client: MongoClient, from: string, to: string): Promise<void> {
  for (const { name } of await client.db(from).listCollections().toArray()) {
    const pipeline = [{ $out: { db: to, coll: name } }];
    await client.db(from).collection(name).aggregate(pipeline).toArray();
  }
}
