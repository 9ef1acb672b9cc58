import { describe, it } from 'vitest';
import { bench, passing, transient } from './mongodb-bench.ts';
import { goesOnReading, goesOnWriting } from './mongodb-passing.ts';

const on = bench();

describe('reading goes on after', () => {
  it.each(passing)('%s', (_, effect) => goesOnReading(on, effect));
});

describe('writing goes on, and writes once, after', () => {
  const commands = ['find', 'update', 'insert', 'delete', 'commitTransaction'] as const;
  const effects = [...passing, ['a conflict', { errorCode: 112, ...transient }]] as const;
  it.each(
    effects.flatMap(([what, effect]) => commands.map((command) => [what, command, effect] as const)),
  )('%s at %s', (_, command, effect) => goesOnWriting(on, command, effect));
});
