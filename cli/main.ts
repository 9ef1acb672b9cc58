#!/usr/bin/env node
// The boundary stands before anything else is loaded, so that a damaged installation is told shortly as well.

let tell = (error: unknown): number => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`drawer: cannot start: ${message.split('\n', 1)[0]}\n`);
  if (process.env.DRAWER_DEBUG === '1')
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  return 70;
};

/** Tells what went wrong and ends at once: what is under way may be killed at any point and taken up again. */
function end(error: unknown): never {
  process.exit(tell(error));
}

process.on('uncaughtException', end);
process.on('unhandledRejection', end);

try {
  const { prepare } = await import('./start.ts');
  const started = prepare(process.argv.slice(2));
  tell = started.tell;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const failure = started.interrupt();
      if (failure) end(failure);
    });
  }
  process.exitCode = await started.run();
} catch (error) {
  process.exitCode = tell(error);
}
