import {
  type Db,
  type Document,
  MongoAPIError,
  MongoClient,
  type MongoClientOptions,
  MongoParseError,
  MongoServerError,
} from 'mongodb';
import { StoreFailure } from '../port.ts';
import { type Address, parseAddress, withoutSecrets } from './address.ts';
import { failureOf } from './failure.ts';
import { type Patience, usualPatience } from './retry.ts';

/** An open connection to one database. */
export interface Connection {
  readonly client: MongoClient;
  readonly db: Db;
  /** Printable place, without credentials. */
  readonly label: string;
  /** Version of the server and what it is part of. */
  readonly deployment: string;
  readonly secrets: readonly string[];
  readonly patience: Patience;
  /** What it was opened with. */
  readonly limits: Limits;
}

/** Times that are other than usual, in milliseconds. */
export interface Limits {
  /** How long the server may take to answer (R059). */
  readonly timeout?: number;
  /** How long work is tried again. */
  readonly patience?: Partial<Patience>;
}

/** Majority and journal, so that what is acknowledged stays (T26). */
export const durable = { w: 'majority', j: true } as const;

/** Holds for every connection, whatever the URI says. */
const fixed: MongoClientOptions = {
  retryReads: true,
  retryWrites: true,
  readPreference: 'primary',
  readConcern: { level: 'majority' },
  writeConcern: durable,
  ignoreUndefined: false,
};

/** Holds unless the URI says otherwise. Times in milliseconds. */
const usual: MongoClientOptions = {
  appName: 'drawer',
  serverSelectionTimeoutMS: 10_000,
  connectTimeoutMS: 10_000,
  // A frozen server answers nothing; the driver's own watch notices that earlier than this, as a rule.
  socketTimeoutMS: 60_000,
};

const howToWrite = 'write mongodb://HOST/DATABASE, with options of the MongoDB driver if any';

/** Longest wait for the server's answer when a connection is closed, in milliseconds. */
const farewell = 2000;

/**
 * Connects to the deployment of a URI. Throws `StoreFailure`: `store.missing` (a URI that cannot be used),
 * `store.unreachable`, `store.denied`, `store.unsupported` (a server without transactions).
 */
export async function connect(uri: string, limits: Limits = {}): Promise<Connection> {
  const address = parseAddress(uri);
  let client: MongoClient | undefined;
  try {
    client = clientOf(address, limits);
    await client.connect();
    const deployment = await deploymentOf(client, address);
    return {
      client,
      db: client.db(address.database),
      label: address.label,
      deployment,
      secrets: address.secrets,
      patience: { ...usualPatience, ...limits.patience },
      limits,
    };
  } catch (error) {
    await client?.close().catch(() => undefined);
    throw openingFailure(error, address, client === undefined);
  }
}

/** Runs a command that changes something outside of transactions; resolves when a majority has it on disk (T26). */
export async function runDurably(db: Db, command: Document): Promise<Document> {
  const reply = await db.command({ ...command, writeConcern: durable });
  // The driver lets this pass: the command is done, and not acknowledged.
  if (reply.writeConcernError !== undefined) throw new MongoServerError(reply.writeConcernError);
  return reply;
}

/** Closes the connection, also if the server does not answer any more. */
export async function disconnect({ client }: Connection): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, farewell).unref());
  await Promise.race([client.close().catch(() => undefined), patience]);
}

function clientOf(address: Address, { timeout }: Limits): MongoClient {
  const limited = timeout === undefined ? usual : { ...usual, socketTimeoutMS: timeout };
  const left = Object.entries(limited).filter(([name]) => !address.options.has(name.toLowerCase()));
  return new MongoClient(address.uri, { ...Object.fromEntries(left), ...fixed });
}

/** What went wrong until the connection stood: with the URI (`before` anything was connected), with the names in it, or with the server. */
function openingFailure(error: unknown, address: Address, before: boolean): unknown {
  const place = address.label;
  const reason = error instanceof Error ? withoutSecrets(error.message, address) : '';
  const { syscall } = error as NodeJS.ErrnoException;
  const isWrong = error instanceof MongoAPIError || error instanceof MongoParseError;
  if (isWrong || (before && syscall === undefined)) {
    return new StoreFailure('store.missing', `the MongoDB URI is wrong: ${reason}`, {
      place,
      hint: howToWrite,
    });
  }
  if (syscall?.startsWith('query') === true) {
    return new StoreFailure(
      'store.unreachable',
      `the name of the deployment cannot be looked up: ${reason}`,
      {
        place,
        hint: 'check the host in the URI and the name service',
      },
    );
  }
  if (syscall !== undefined) {
    return new StoreFailure('store.missing', `a file that the MongoDB URI names cannot be read: ${reason}`, {
      place,
      hint: 'check the paths in the options of the URI',
    });
  }
  return failureOf(error, { what: 'connecting to MongoDB', place }, address);
}

async function deploymentOf(client: MongoClient, address: Address): Promise<string> {
  const admin = client.db('admin');
  const hello: Document = await admin.command({ hello: 1 });
  const topology = topologyOf(hello);
  if (topology === undefined) {
    throw new StoreFailure(
      'store.unsupported',
      'this MongoDB server is no replica set and has no transactions',
      {
        place: address.label,
        hint: 'start it as a one-node replica set: mongod --replSet NAME, then rs.initiate()',
      },
    );
  }
  return `MongoDB ${await versionOf(client)}, ${topology}`;
}

function topologyOf(hello: Document): string | undefined {
  if (hello.msg === 'isdbgrid') return 'sharded cluster';
  if (typeof hello.setName !== 'string') return undefined;
  const nodes = [hello.hosts, hello.passives, hello.arbiters].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return `replica set ${hello.setName} (${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'})`;
}

async function versionOf(client: MongoClient): Promise<string> {
  try {
    const { version } = await client.db('admin').command({ buildInfo: 1 });
    return String(version);
  } catch (error) {
    // A user may be forbidden to ask.
    if (error instanceof MongoServerError) return 'of unknown version';
    throw error;
  }
}
