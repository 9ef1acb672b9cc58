#!/usr/bin/env node
import { tellFailure } from './boundary.ts';
import { exits } from './exit.ts';
import { CommandFailure } from './failure.ts';
import { createOutput } from './output.ts';
import { buildProgram, commandName } from './program.ts';

const words = process.argv.slice(2);
const output = createOutput(words.includes('--json'), process.stdout, process.stderr);
const debug = process.env.DRAWER_DEBUG === '1';

/** Tells what went wrong and ends at once: what is under way can be killed at any point and taken up again. */
function end(error: unknown): never {
  process.exit(tellFailure(error, commandName(words), output, debug));
}

process.on('uncaughtException', end);
process.on('unhandledRejection', end);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () =>
    end(
      new CommandFailure('stopped', 'stopped', 'stopped part-way', {
        hint: 'Run the same command again to resume.',
      }),
    ),
  );
}

try {
  let code: number = exits.done.code;
  const program = buildProgram(output, (ending) => {
    code = exits[ending].code;
  });
  await program.parseAsync(words, { from: 'user' });
  process.exitCode = code;
} catch (error) {
  process.exitCode = tellFailure(error, commandName(words), output, debug);
}
