import { expect } from 'vitest';
import type { FailCommand } from '../server/fail-point.ts';
import { documentOf, everything, insert } from './conformance.ts';
import { afterwards, allKinds, allWritten, type Bench, prepare, taken } from './mongodb-bench.ts';

/** Reads everything in every way while commands fail more often than the driver itself tries again. */
export async function goesOnReading(on: Bench, effect: Partial<FailCommand>): Promise<void> {
  const store = await on.opened();
  const ids = Array.from({ length: 1200 }, (_, at) => `d${String(at).padStart(5, '0')}`);
  await store.write(ids.map((id) => insert('c', id)));
  // More than the driver itself tries again.
  await on.set.failCommand({ failCommands: ['find', 'getMore', 'aggregate'], mode: { times: 4 }, ...effect });
  const scan = store.scan('c');
  const seen: Buffer[] = [];
  for await (const batch of scan) seen.push(...batch.map(({ bytes }) => Buffer.from(bytes)));
  expect(seen).toEqual(ids.map((id) => documentOf(id)));
  expect(scan.summary().documents).toBe(ids.length);
  await on.set.failCommand({ failCommands: ['find', 'aggregate'], mode: { times: 3 }, ...effect });
  expect(await store.count('c')).toBe(ids.length);
  await on.set.failCommand({ failCommands: ['find', 'aggregate'], mode: { times: 3 }, ...effect });
  expect(await store.read('c', ['d00001'])).toEqual([documentOf('d00001')]);
  await on.set.failCommand({
    failCommands: ['listCollections', 'listIndexes'],
    mode: { times: 3 },
    ...effect,
  });
  expect((await store.collections()).map((one) => one.name)).toEqual(['c']);
}

/** Writes operations of all kinds under a lease while the command fails more often than the driver tries again. */
export async function goesOnWriting(on: Bench, command: string, effect: Partial<FailCommand>): Promise<void> {
  const store = await on.opened();
  await prepare(store);
  const lease = await taken(store);
  await on.set.failCommand({ failCommands: [command], mode: { times: 2 }, ...effect });
  expect(await store.write(allKinds, lease)).toEqual(allWritten);
  expect(await everything(store.list('c'))).toEqual(afterwards);
}
