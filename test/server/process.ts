import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** mongod's exit code when it cannot bind its port. */
const portTaken = 48;

/** How a mongod is started. */
export interface Launch {
  readonly binary: string;
  /** Folder of this node alone; holds `data` and the logs. */
  readonly folder: string;
  /** Fixed for a restart; a free one otherwise. */
  readonly port?: number;
  readonly args: readonly string[];
  /** Hears of every process as soon as it is there. */
  readonly born: (pid: number) => void;
}

/** A running mongod. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
}

/** Starts a mongod and waits until it accepts connections. Throws with the end of its log if it ends before. */
export async function launch({ binary, folder, port, args, born }: Launch): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await freePort());
    const log = join(folder, `${process.hrtime.bigint()}.log`);
    await mkdir(join(folder, 'data'), { recursive: true });
    // What it says before it has opened its log.
    const out = await open(log, 'a', 0o600);
    const words = [...args, ...common(chosen, join(folder, 'data'), log)];
    const child = spawn(binary, words, { stdio: ['ignore', out.fd, out.fd] });
    await out.close();
    child.unref();
    if (child.pid !== undefined) born(child.pid);
    const ended = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()));
    if (await listening(child, log)) return { child, pid: child.pid ?? 0, port: chosen, ended };
    await ended;
    if (child.exitCode === portTaken && port === undefined && attempt < 5) continue;
    throw new Error(`${binary} ended with ${child.exitCode ?? child.signalCode}:\n${await tail(log)}`);
  }
}

function common(port: number, data: string, log: string): string[] {
  return [
    ...[
      '--port',
      String(port),
      '--bind_ip',
      '127.0.0.1',
      '--dbpath',
      data,
      '--logpath',
      log,
      '--logappend',
      '--quiet',
    ],
    ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '64'],
    ...['--setParameter', 'enableTestCommands=1'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
  ];
}

/** Watches the log for the message with which mongod opens its port; false when the process ended instead. */
async function listening(child: ChildProcess, log: string): Promise<boolean> {
  for (;;) {
    if ((await readFile(log, 'utf8').catch(() => '')).includes('"id":23016,')) return true;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    await sleep(10);
  }
}

async function tail(log: string): Promise<string> {
  return (await readFile(log, 'utf8').catch(() => '(no log)')).split('\n').slice(-15).join('\n');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('the loopback gave no port');
  return address.port;
}
