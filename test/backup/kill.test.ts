import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeBackup, manifestName, unfinishedName } from '../../engine/backup/index.ts';
import { drawer } from '../cli/drawer.ts';
import { killedAt } from './killed.ts';
import {
  absent,
  type Content,
  embedded,
  everythingIn,
  newFolder,
  product,
  started,
  targetFolder,
} from './stores.ts';

const content: Content = {
  first: { documents: Array.from({ length: 500 }, (_, at) => ({ _id: at })) },
  large: {
    documents: Array.from({ length: 12_000 }, (_, at) => ({ _id: at, text: `${at} `.repeat(60) })),
    indexes: [{ key: { text: 1 }, name: 'text_1' }],
  },
  last: { documents: [{ _id: 'end' }] },
};

let source: string;
let backup: string;
let everything: unknown;

beforeAll(async () => {
  const folder = join(newFolder(), 'shop');
  const store = await embedded(content, folder);
  source = `embedded:${folder}`;
  everything = await everythingIn(store);
  backup = absent();
  await makeBackup(store, { directory: backup, product, started });
});

describe('a backup that is killed', () => {
  it.each([
    ['at its beginning', /Copying/],
    ['in the middle of a collection', /large [4-9]\d\d\d\n/],
    ['while it is read back', /Reading every file[\s\S]*large [4-9]\d\d\d\//],
  ])('%s is told from a backup, and refused everywhere', async (_, moment) => {
    const directory = absent();
    const words = ['backup', '--source', source, '--out', directory];
    expect(await killedAt(words, moment, 'SIGKILL')).toBe('SIGKILL');
    expect(existsSync(join(directory, manifestName))).toBe(false);
    expect(existsSync(join(directory, unfinishedName))).toBe(true);
    const verified = await drawer(['backup', 'verify', directory, '--json']);
    expect(JSON.parse(verified.stdout)).toMatchObject({
      sound: false,
      findings: [{ code: 'backup.unfinished' }],
    });
    expect(verified.code).toBe(1);
    const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const inside of [directory, ...folders.map(({ name }) => join(directory, name))]) {
      const target = join(newFolder(), 'target');
      const restored = await drawer(['restore', inside, '--target', `embedded:${target}`]);
      expect(restored.code, inside).toBe(4);
      expect(existsSync(target)).toBe(false);
    }
    const again = await drawer(words);
    expect({ code: again.code, stderr: again.stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('there is an unfinished backup in this folder'),
    });
  });

  it.each([
    'SIGINT',
    'SIGTERM',
  ] as const)('by %s takes away what it had written, so that the same command can run again', async (signal) => {
    const directory = absent();
    const words = ['backup', '--source', source, '--out', directory];
    expect(await killedAt(words, /large [4-9]\d\d\d\n/, signal)).toBe(5);
    expect(readdirSync(join(directory, '..'))).toEqual([]);
    expect((await drawer(words)).code).toBe(0);
  });
});

describe('a restore that is killed', () => {
  it.each([
    ['at its beginning', /\nRestoring\n/],
    ['in the middle of a collection', /\nRestoring\n[\s\S]*large [4-9]\d\d\d\//],
    ['while the target is compared', /\nComparing the target\n[\s\S]*large [4-9]\d\d\d\//],
  ])('%s goes on when the same command runs again', async (_, moment) => {
    const target = targetFolder();
    const words = ['restore', backup, '--target', `embedded:${target.folder}`];
    expect(await killedAt(words, moment, 'SIGKILL')).toBe('SIGKILL');
    expect(await target.look(everythingIn)).not.toEqual(everything);
    const { code, stderr } = await drawer(words);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(await target.look(everythingIn)).toEqual(everything);
  });
});
