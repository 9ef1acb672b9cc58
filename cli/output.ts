import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';

/**
 * Where a command speaks. With `--json` standard output holds one JSON document and nothing else: what would be
 * printed goes to standard error. A reader that closes the pipe ends the printing, not the command.
 */
export interface Output {
  /** True after `--json` was given. */
  readonly json: boolean;
  /** True when standard output is a terminal: what was printed may be replaced. */
  readonly terminal: boolean;
  /** True when it takes colours, as its kind and NO_COLOR say. */
  readonly colour: boolean;
  /** True once nobody reads standard output any more. */
  readonly closed: boolean;
  /** Something that was asked for, with its line end. */
  print(text: string): void;
  /** A line of a long list; waits while the reader is slow. */
  line(text: string): Promise<void>;
  /** The JSON document of the command. */
  document(value: unknown): void;
  /** Empties a terminal; elsewhere what was printed stays. */
  clear(): void;
  /** Something to know by the way: progress, notices, failures. */
  tell(text: string): void;
}

/** Speaks on two streams. */
export function createOutput(json: boolean, stdout: Writable, stderr: Writable): Output {
  let closed = false;
  const terminal = !json && (stdout as Partial<WriteStream>).isTTY === true;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
    closed = true;
  });
  stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  });
  const write = (text: string): boolean => closed || stdout.write(text);
  return {
    json,
    terminal,
    colour: terminal && (stdout as Partial<WriteStream>).hasColors?.() === true,
    get closed() {
      return closed;
    },
    print: (text) => {
      if (json) stderr.write(`${text}\n`);
      else write(`${text}\n`);
    },
    line: async (text) => {
      if (write(`${text}\n`)) return;
      // A closed pipe never drains: its error ends the wait as well.
      await once(stdout, 'drain').catch(() => undefined);
    },
    document: (value) => {
      write(`${JSON.stringify(value, null, 2)}\n`);
    },
    clear: () => {
      if (terminal) write('\u001b[2J\u001b[3J\u001b[H');
    },
    tell: (text) => {
      stderr.write(`${text}\n`);
    },
  };
}
