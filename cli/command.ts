import type { Command } from 'commander';
import type { Ending } from './exit.ts';
import type { Values } from './options.ts';
import type { Output } from './output.ts';

/** What a command is called with. */
export interface Call {
  /** Arguments in their order. */
  readonly words: readonly string[];
  readonly values: Values;
  readonly output: Output;
  /**
   * For a command that goes on until somebody stops it: fulfilled at the next SIGINT or SIGTERM, which then does not
   * end the process.
   */
  stopped(): Promise<void>;
}

/** One command, as its file gives it: no logic, only what it is called, what it takes and which doors it opens. */
export interface CommandFile {
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** Adds arguments and options. */
  shape(command: Command): void;
  run(call: Call): Promise<Ending>;
}
