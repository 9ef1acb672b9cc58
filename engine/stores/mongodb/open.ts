import { type Document, MongoClient } from 'mongodb';
import { StoreFailure, type StoreNotice, type TargetStore } from '../port.ts';
import { parseAddress } from './address.ts';
import { leftOut } from './catalog.ts';
import { failureOf } from './failure.ts';
import { MongoStore } from './store.ts';

/** How long a server may stay away before a command ends; the URI may say otherwise. */
const selectionMilliseconds = 10_000;
/** How long an answer may take. */
const answerMilliseconds = 120_000;

/** How to open a database. */
export interface MongoOptions {
  /** How long a server may take to answer, in milliseconds (R059). */
  readonly timeout?: number;
}

/**
 * Opens the database that a URI names, on a replica set: reads and writes are acknowledged by a majority, and guards
 * are checked in transactions. Throws {@link StoreFailure}: `store.missing`, `store.unreachable`, `store.denied`,
 * `store.unsupported`; never with the URI's user or password.
 */
export async function openMongo(uri: string, options: MongoOptions = {}): Promise<TargetStore> {
  const { database, label } = parseAddress(uri);
  const named = (option: string): boolean => new RegExp(`[?&]${option}=`, 'i').test(uri);
  let client: MongoClient | undefined;
  try {
    client = new MongoClient(uri, {
      appName: 'drawer',
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
      retryReads: true,
      retryWrites: true,
      ignoreUndefined: false,
      ...(named('serverSelectionTimeoutMS') ? {} : { serverSelectionTimeoutMS: selectionMilliseconds }),
      ...(named('socketTimeoutMS') ? {} : { socketTimeoutMS: options.timeout ?? answerMilliseconds }),
    });
    await client.connect();
    const db = client.db(database);
    // Asks something that needs the right to read, so that a refusal is told here and not in the middle.
    const notices = (await leftOut(db)).map(({ name, type }) => leftOutNotice(`${label}.${name}`, type));
    return new MongoStore(db, label, await describeDeployment(client, label), notices);
  } catch (error) {
    await client?.close().catch(() => undefined);
    throw failureOf(error, 'opening the database', label);
  }
}

function leftOutNotice(place: string, type: string): StoreNotice {
  const what = type === 'view' ? 'a view' : 'a time series';
  return {
    code: `collection.${type}`,
    message: `${what} is no collection and is left out`,
    place,
  };
}

async function describeDeployment(client: MongoClient, label: string): Promise<string> {
  const admin = client.db('admin');
  const { version } = await admin.command({ buildInfo: 1 });
  const hello: Document = await admin.command({ hello: 1 });
  if (hello.msg === 'isdbgrid') return `MongoDB ${version}, sharded`;
  if (typeof hello.setName !== 'string') {
    throw new StoreFailure('store.unsupported', 'the server is no member of a replica set', {
      place: label,
      hint: 'start it as a replica set, one node is enough: without one there are no transactions',
    });
  }
  const nodes = Array.isArray(hello.hosts) ? hello.hosts.length : 1;
  return `MongoDB ${version}, replica set ${hello.setName} (${nodes} ${nodes === 1 ? 'node' : 'nodes'})`;
}
