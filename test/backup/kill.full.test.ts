import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawer } from '../cli/drawer.ts';
import { type FreshDatabase, freshDatabase } from '../server/database.ts';
import { killBackup, killedAt, killRestore, type Large, largeStore, stopBackup } from './killed.ts';

let large: Large;

beforeAll(async () => {
  large = await largeStore();
});

describe('a backup', () => {
  it.each([
    ['at its beginning', /Copying/],
    ['at the end of a collection', /first 500\n/],
    ['in the middle of a collection', /large [4-9]\d\d\d\n/],
    ['when it begins to be read back', /Reading every file/],
    ['while it is read back', /Reading every file[\s\S]*large [4-9]\d\d\d\//],
  ])('that is killed %s is told from a backup, and refused everywhere', (_, moment) =>
    killBackup(large, moment));

  it.each(['SIGINT', 'SIGTERM'] as const)('that is ended by %s can be made again', (signal) =>
    stopBackup(large, signal));
});

describe('a restore', () => {
  it.each([
    ['at its beginning', /\nRestoring\n/],
    ['in the middle of a collection', /\nRestoring\n[\s\S]*large [4-9]\d\d\d\//],
    ['while the target is compared', /\nComparing the target\n[\s\S]*large [4-9]\d\d\d\//],
  ])('that is killed %s goes on', (_, moment) => killRestore(large, moment));
});

describe('a restore into a real server', () => {
  let into: FreshDatabase;

  beforeAll(async () => {
    into = await freshDatabase();
  });
  afterAll(() => into.drop());

  // The server gives up the transaction that was cut short after a minute.
  it('that is killed goes on', async () => {
    const words = ['restore', large.backup, '--target', into.uri];
    const middle = /\nRestoring\n[\s\S]*large [3-9]000\//;
    expect(await killedAt(words, middle, 'SIGKILL')).toBe('SIGKILL');
    expect(await into.db.collection('large').countDocuments()).toBeLessThan(12_000);
    const { code, stderr } = await drawer(words);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(await into.db.collection('large').countDocuments()).toBe(12_000);
    const names = (await into.db.listCollections().toArray()).map(({ name }) => name).sort();
    expect(names).toEqual(['first', 'large', 'last', 'migration_leases']);
  });
});
