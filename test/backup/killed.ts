import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { makeBackup, manifestName, unfinishedName } from '../../engine/backup/index.ts';
import { drawer, entry } from '../cli/drawer.ts';
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

/** A store that is large enough to be killed in the middle of, and a backup of it. */
export interface Large {
  readonly source: string;
  readonly backup: string;
  readonly everything: unknown;
}

export async function largeStore(): Promise<Large> {
  const folder = join(newFolder(), 'shop');
  const store = await embedded(content, folder);
  const backup = absent();
  await makeBackup(store, { directory: backup, product, started });
  return { source: `embedded:${folder}`, backup, everything: await everythingIn(store) };
}

/**
 * Runs `drawer` and sends it a signal as soon as what it has told matches. Gives how it ended: the signal that
 * killed it, or its exit code.
 */
export function killedAt(
  words: readonly string[],
  moment: RegExp,
  signal: NodeJS.Signals,
): Promise<NodeJS.Signals | number | null> {
  const child = spawn(process.execPath, [entry, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    told += piece;
    if (moment.test(told)) child.kill(signal);
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code, by) => done(by ?? code));
  });
}

/** Kills a backup; what it leaves is told from a backup, and refused everywhere. */
export async function killBackup({ source }: Large, moment: RegExp): Promise<void> {
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
}

/** Ends a backup by a signal that it may answer; it takes away what it had written, and the same command can run again. */
export async function stopBackup({ source }: Large, signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  const directory = absent();
  const words = ['backup', '--source', source, '--out', directory];
  expect(await killedAt(words, /large [4-9]\d\d\d\n/, signal)).toBe(5);
  expect(readdirSync(join(directory, '..'))).toEqual([]);
  expect((await drawer(words)).code).toBe(0);
}

/** Kills a restore; the same command goes on. */
export async function killRestore({ backup, everything }: Large, moment: RegExp): Promise<void> {
  const target = targetFolder();
  const words = ['restore', backup, '--target', `embedded:${target.folder}`];
  expect(await killedAt(words, moment, 'SIGKILL')).toBe('SIGKILL');
  expect(await target.look(everythingIn)).not.toEqual(everything);
  const { code, stderr } = await drawer(words);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(await target.look(everythingIn)).toEqual(everything);
}
