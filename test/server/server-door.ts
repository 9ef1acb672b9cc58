import { once } from 'node:events';
import { createServer } from 'node:http';
import { MongoClient } from 'mongodb';
import { startReplicaSet } from './replica-set.ts';

/** Where the processes of a test run ask for the one server that they share. */
export interface ServerDoor {
  /** `GET` answers 200 with a connection string, or 500 with what to do about it. */
  readonly address: string;
  /** Stops the server if it was started here. */
  close(): Promise<void>;
}

interface Server {
  readonly uri: string;
  readonly stop: () => Promise<void>;
}

/**
 * Opens the door. Nothing is started until the first one asks; all get the same server, or the same error. It is the
 * one of `MONGODB_URI`, or else a replica set of one node. `say` gets one line: its version and where it was found.
 */
export async function openServerDoor(
  given: string | undefined = process.env.MONGODB_URI,
  say: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): Promise<ServerDoor> {
  let server: Promise<Server> | undefined;
  const http = createServer((_, response) => {
    server ??= given ? useServer(given, say) : startServer(say);
    server.then(
      ({ uri }) => response.end(uri),
      (error) => {
        response.statusCode = 500;
        response.end(error instanceof Error ? error.message : String(error));
      },
    );
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the loopback gave no port');
  return {
    address: `http://127.0.0.1:${address.port}`,
    close: async () => {
      http.close();
      http.closeAllConnections();
      const started = await server?.catch(() => undefined);
      await started?.stop();
    },
  };
}

async function startServer(say: (line: string) => void): Promise<Server> {
  const set = await startReplicaSet({ nodes: 1 });
  say(`mongod ${set.version} (${set.found})`);
  return { uri: set.uri(), stop: set.stop };
}

async function useServer(uri: string, say: (line: string) => void): Promise<Server> {
  let client: MongoClient | undefined;
  try {
    client = new MongoClient(uri);
    const admin = client.db('admin');
    const { setName } = await admin.command({ hello: 1 });
    if (setName === undefined) throw new Error('it is not a replica set, and transactions need one');
    const { version } = await admin.command({ buildInfo: 1 });
    say(`mongod ${version} (MONGODB_URI)`);
    return { uri, stop: async () => {} };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The server of MONGODB_URI cannot be used: ${reason}. Start a replica set there, or unset MONGODB_URI.`,
    );
  } finally {
    await client?.close();
  }
}
