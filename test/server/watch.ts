import { spawn } from 'node:child_process';

/**
 * A shell that outlives this process, however it ends, and then kills the processes it was last told of and removes
 * the folder: it reads their ids from a pipe, one line each time, and acts when the pipe closes.
 */
const script = `while read -r line; do pids=$line; done
if [ -n "$pids" ]; then kill -9 $pids; sleep 1; fi
rm -rf "$1"`;

/** The cleaner of one folder and of the processes that work in it. */
export interface Watch {
  /** Says which processes live now. */
  tell(pids: readonly number[]): void;
  /** Has it all killed and removed, and waits for it. */
  finish(): Promise<void>;
}

/** Starts the cleaner of `folder`. */
export function watch(folder: string): Watch {
  // Its own process group, so that an interrupt from the keyboard does not end it together with us.
  const child = spawn('sh', ['-c', script, 'sh', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  child.unref();
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return {
    tell: (pids) => void child.stdin.write(`${pids.join(' ')}\n`),
    finish: () => {
      child.ref();
      child.stdin.end();
      return ended;
    },
  };
}
