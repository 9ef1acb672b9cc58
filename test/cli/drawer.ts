import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** How a call of the built command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Sent once the process has said something. */
  readonly signal?: NodeJS.Signals;
  /** Closes standard output after the first piece, like `head` does. */
  readonly closeEarly?: boolean;
}

/** The built entry point. */
export const entry = resolve('dist/cli/main.js');

/** A call that may still be running. */
export interface Started {
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

/** Runs `drawer` as a process of its own, as a user does, without this process's parameters in its environment. */
export function drawer(words: readonly string[], circumstances: Circumstances = {}): Promise<Ended> {
  return startDrawer(words, circumstances).ended;
}

/** The same without waiting for its end. */
export function startDrawer(words: readonly string[], circumstances: Circumstances = {}): Started {
  const {
    DUAL_WRITE_START_AT: _,
    DRAWER_DEBUG: __,
    MONGO_URL: ___,
    DB_NAME: ____,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, [entry, ...words], {
    cwd: circumstances.cwd,
    env: { ...inherited, NO_COLOR: '1', ...circumstances.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let signalled = false;
  const heard = () => {
    if (circumstances.signal === undefined || signalled) return;
    signalled = true;
    child.kill(circumstances.signal);
  };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    stdout += piece;
    if (circumstances.closeEarly === true) child.stdout.destroy();
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece;
    heard();
  });
  const ended = new Promise<Ended>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code, stdout, stderr }));
  });
  return { pid: child.pid ?? 0, ended };
}

/** What a stack trace looks like. */
export const stackTrace = /^\s+at .+:\d+:\d+\)?$/m;
