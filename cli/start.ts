import { tellFailure } from './boundary.ts';
import { exits } from './exit.ts';
import { CommandFailure } from './failure.ts';
import { createOutput } from './output.ts';
import { buildProgram, commandName } from './program.ts';

/** A call that is about to run. */
export interface Started {
  /** Runs it to its end and gives the exit code; throws what the command throws. */
  run(): Promise<number>;
  /** Tells a failure and gives its exit code. */
  tell(error: unknown): number;
  /** Takes a signal: nothing when the command waits for it, else the failure that it is. */
  interrupt(): CommandFailure | undefined;
}

/** Sets up a call of the command line. */
export function prepare(words: readonly string[]): Started {
  const output = createOutput(words.includes('--json'), process.stdout, process.stderr);
  let waiting: (() => void) | undefined;
  const debug = process.env.DRAWER_DEBUG === '1';
  return {
    run: async () => {
      let code: number = exits.done.code;
      const program = await buildProgram(
        words,
        output,
        (ending) => {
          code = exits[ending].code;
        },
        () =>
          new Promise((done) => {
            waiting = done;
          }),
      );
      await program.parseAsync([...words], { from: 'user' });
      return code;
    },
    tell: (error) => tellFailure(error, commandName(words), output, debug),
    interrupt: () => {
      const told = waiting;
      waiting = undefined;
      told?.();
      if (told) return undefined;
      return new CommandFailure('stopped', 'stopped', 'stopped part-way', {
        hint: 'Run the same command again to resume.',
      });
    },
  };
}
