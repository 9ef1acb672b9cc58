import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestPieces } from './requests.ts';

/** Which way bytes go. */
export type Direction = 'toServer' | 'fromServer';

/** A TCP proxy before one server. Clients reach it with `directConnection=true` (`set.directUri(db, {}, proxy.host)`). */
export interface TcpProxy {
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** Connections that are open now. */
  readonly connections: number;
  /** Bytes of each message that clients have begun to send so far, by command. */
  readonly sent: ReadonlyMap<string, readonly number[]>;
  /**
   * Lets so many further bytes pass in one direction and closes the connection when one more comes; once, on the first
   * connection where it comes to that. With `command` it counts from that command's next message (`toServer`) or its reply (`fromServer`):
   * `cutAfter(0, 'fromServer', 'insert')` has the server run an insert and the client never hear of it. With `skip` so
   * many messages of the command are let through before. Settles with true when it has cut, with false when `heal` or
   * `close` came first.
   */
  cutAfter(bytes: number, direction: Direction, command?: string, skip?: number): Promise<boolean>;
  /** Closes all connections at once, the driver's monitors too, and goes on taking new ones. */
  drop(): void;
  /** Closes all connections and refuses new ones until `heal`. */
  refuse(): Promise<void>;
  /** Holds every piece in both directions for so many milliseconds until `heal`. */
  delay(milliseconds: number): void;
  /** Ends refusing, delaying and cuts that did not come to pass. */
  heal(): Promise<void>;
  /** Closes everything. */
  close(): Promise<void>;
}

interface Cut {
  readonly bytes: number;
  readonly direction: Direction;
  readonly command: string | undefined;
  /** Messages of the command that are still let through. */
  skip: number;
  readonly settle: (done: boolean) => void;
}

/** How far a connection has come with a cut. */
interface Link {
  readonly client: Socket;
  readonly server: Socket;
  counting: Cut | undefined;
  passed: number;
}

/** Starts a proxy before `target` (`host:port`). */
export async function startProxy(target: string): Promise<TcpProxy> {
  const [targetHost = '', targetPort = ''] = target.split(':');
  const links = new Set<Link>();
  let cuts: readonly Cut[] = [];
  const sent = new Map<string, readonly number[]>();
  let pause = 0;

  const closeLink = (link: Link) => {
    links.delete(link);
    link.client.destroy();
    link.server.destroy();
  };
  /** The cut that `link` counts for in this direction, if any is left. */
  const cutOf = (link: Link, direction: Direction): Cut | undefined => {
    if (link.counting === undefined || !cuts.includes(link.counting)) {
      link.counting = cuts.find((cut) => cut.command === undefined && cut.direction === direction);
      link.passed = 0;
    }
    return link.counting?.direction === direction ? link.counting : undefined;
  };
  /** Passes `bytes` on; false when a cut ended the connection. */
  const pass = async (link: Link, direction: Direction, bytes: Buffer): Promise<boolean> => {
    const to = direction === 'toServer' ? link.server : link.client;
    if (pause > 0) await sleep(pause);
    const cut = cutOf(link, direction);
    if (cut === undefined || link.passed + bytes.length <= cut.bytes) {
      if (cut !== undefined) link.passed += bytes.length;
      await write(to, bytes);
      return true;
    }
    cuts = cuts.filter((one) => one !== cut);
    await write(to, bytes.subarray(0, cut.bytes - link.passed));
    closeLink(link);
    cut.settle(true);
    return false;
  };
  /** Notes that a command begins; the cut that counts from here, if there is one. */
  const cutAt = (command: string, length: number): Cut | undefined => {
    sent.set(command, [...(sent.get(command) ?? []), length]);
    const cut = cuts.find((one) => one.command === command);
    if (cut === undefined || cut.skip === 0) return cut;
    cut.skip -= 1;
    return undefined;
  };
  const toServer = async (link: Link) => {
    const pieces = requestPieces();
    for await (const chunk of link.client) {
      for (const { bytes, command, begins } of pieces(chunk)) {
        const cut = begins && command !== undefined ? cutAt(command, bytes.readInt32LE(0)) : undefined;
        if (cut !== undefined) Object.assign(link, { counting: cut, passed: 0 });
        if (!(await pass(link, 'toServer', bytes))) return;
      }
    }
  };
  const fromServer = async (link: Link) => {
    for await (const chunk of link.server) if (!(await pass(link, 'fromServer', chunk))) return;
  };

  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: targetHost, port: Number(targetPort), noDelay: true });
    const link: Link = { client, server, counting: undefined, passed: 0 };
    links.add(link);
    for (const socket of [client, server]) socket.on('error', () => closeLink(link));
    const end = () => closeLink(link);
    toServer(link).then(end, end);
    fromServer(link).then(end, end);
  });
  const listen = async (port: number) => {
    listener.listen(port, '127.0.0.1');
    await once(listener, 'listening');
  };
  await listen(0);
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the loopback gave no port');

  const drop = () => {
    for (const link of [...links]) closeLink(link);
  };
  const shut = async () => {
    drop();
    if (listener.listening) await new Promise((closed) => listener.close(closed));
  };
  const dropCuts = () => {
    const dropped = cuts;
    cuts = [];
    for (const cut of dropped) cut.settle(false);
  };
  return {
    host: `127.0.0.1:${address.port}`,
    get connections() {
      return links.size;
    },
    sent,
    cutAfter: (bytes, direction, command, skip = 0) =>
      new Promise((settle) => {
        cuts = [...cuts, { bytes, direction, command, skip, settle }];
      }),
    drop,
    refuse: shut,
    delay: (milliseconds) => {
      pause = milliseconds;
    },
    heal: async () => {
      pause = 0;
      dropCuts();
      if (!listener.listening) await listen(address.port);
    },
    close: async () => {
      dropCuts();
      await shut();
    },
  };
}

/** Settles when the bytes are on their way, so that closing the socket does not lose them. */
function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    socket.write(bytes, (error) => (error ? fail(error) : done()));
  });
}
