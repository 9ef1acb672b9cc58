import { beforeAll, test } from 'vitest';
import { killBackup, killRestore, type Large, largeStore, stopBackup } from './killed.ts';

let large: Large;

beforeAll(async () => {
  large = await largeStore();
});

test('a backup that is killed in the middle is told from a backup, and refused everywhere', async () => {
  await killBackup(large, /large [4-9]\d\d\d\n/);
});

test('a backup that is ended takes away what it had written, so that the same command can run again', async () => {
  await stopBackup(large, 'SIGTERM');
});

test('a restore that is killed in the middle goes on when the same command runs again', async () => {
  await killRestore(large, /\nRestoring\n[\s\S]*large [4-9]\d\d\d\//);
});
