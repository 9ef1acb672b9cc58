import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./children/embedded.mjs', import.meta.url));
const built = fileURLToPath(new URL('../../dist/engine/stores/index.js', import.meta.url));

/** An embedded store in a process of its own, which runs the built product. */
export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** What it has said so far, one JSON value a line. */
  readonly said: unknown[];
  /** Resolves when it has said that many values. */
  saying(count: number): Promise<void>;
  /** Resolves to everything it said once it has ended; rejects if it failed of itself. */
  ended(): Promise<readonly unknown[]>;
  /** Kills it with a signal that it cannot catch. */
  kill(): Promise<readonly unknown[]>;
}

/**
 * Starts `children/embedded.mjs`. `fileLimit` is the most that any of its files may grow to, in blocks of the
 * shell's `ulimit -f`.
 */
export function startChild(args: readonly string[], fileLimit?: number): Child {
  if (!existsSync(built)) throw new Error('dist/ is not built: run npm run build');
  const child =
    fileLimit === undefined
      ? spawn(process.execPath, [script, ...args])
      : spawn('sh', ['-c', `ulimit -f ${fileLimit}; exec "$0" "$@"`, process.execPath, script, ...args]);
  const said: unknown[] = [];
  let rest = '';
  let complaints = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) said.push(JSON.parse(line));
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const closed = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const failed = (how: string): Error => new Error(`the child ${how}: ${complaints}`);
  return {
    process: child,
    said,
    saying: (count) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (said.length >= count) resolve();
        };
        listeners.add(check);
        check();
        closed.then(({ code }) => reject(failed(`ended with ${code}`)));
      }),
    async ended() {
      const { code, signal } = await closed;
      if (code !== 0) throw failed(`ended with ${code ?? signal}`);
      return said;
    },
    async kill() {
      child.kill('SIGKILL');
      const { signal } = await closed;
      if (signal !== 'SIGKILL') throw failed('ended of itself');
      return said;
    },
  };
}
