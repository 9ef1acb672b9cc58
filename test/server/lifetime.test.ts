import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { startReplicaSet } from './replica-set.ts';

const script = fileURLToPath(new URL('./children/replica-set.mjs', import.meta.url));

/** Whether a process of this id runs; one that has ended but was not yet collected does not. */
function lives(pid: number): boolean {
  if (existsSync('/proc/self/stat')) {
    const path = `/proc/${pid}/stat`;
    return existsSync(path) && !/\) Z/.test(readFileSync(path, 'utf8'));
  }
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a replica set', () => {
  it('leaves no process and no file when it stops, even frozen', async () => {
    const set = await startReplicaSet({ nodes: 1 });
    const [pid = 0] = set.pids;
    expect(readdirSync(set.folder)).toContain('node0');
    expect(lives(pid)).toBe(true);
    set.freeze();
    await set.stop();
    expect(lives(pid)).toBe(false);
    expect(existsSync(set.folder)).toBe(false);
  });

  it('leaves none either when the process that started it is killed', async () => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    const { pids, folder } = JSON.parse(String(line));
    expect(pids.map(lives)).toEqual([true]);
    expect(existsSync(folder)).toBe(true);
    // A frozen one does not end of itself when its files are gone.
    process.kill(pids[0], 'SIGSTOP');
    child.kill('SIGKILL');
    await expect.poll(() => pids.some(lives) || existsSync(folder), { timeout: 20_000 }).toBe(false);
  });

  it('leaves none when that process is killed while a node is starting', async () => {
    const root = mkdtempSync(join(tmpdir(), 'lifetime-'));
    const child = spawn(process.execPath, [script], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, TMPDIR: root },
    });
    let pid = 0;
    while (pid === 0) {
      const [folder = 'none'] = readdirSync(root);
      const lock = join(root, folder, 'node0/data/mongod.lock');
      pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    }
    process.kill(pid, 'SIGSTOP');
    child.kill('SIGKILL');
    await expect.poll(() => lives(pid) || readdirSync(root).length > 0, { timeout: 20_000 }).toBe(false);
    rmSync(root, { recursive: true });
  });

  it('has a process without other work wait for its end', async () => {
    const child = spawn(process.execPath, [script, 'stop'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
    });
    const [code] = await once(child, 'close');
    expect({ code, said }).toEqual({ code: 0, said: 'stopped\n' });
  });

  it('leaves none when it cannot start, and says why', async () => {
    const start = startReplicaSet({ nodes: 1, args: ['--noSuchOption'] });
    await expect(start).rejects.toThrow(/mongod ended with \d+:[\s\S]*noSuchOption/);
  });

  it('asks for a name and password where it was told to', async () => {
    const set = await startReplicaSet({ nodes: 1, auth: true });
    const read = async (uri: string) => {
      const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
      return client
        .db('own')
        .collection('things')
        .countDocuments()
        .finally(() => client.close());
    };
    try {
      expect(await read(set.uri('own'))).toBe(0);
      expect(await read(set.directUri('own'))).toBe(0);
      const { password = '' } = set.credentials ?? {};
      expect(set.uri('own')).not.toContain(password);
      const bare = set
        .uri('own')
        .replace(/\/\/.*@/, '//')
        .replace('authSource=admin', '');
      await expect(read(bare)).rejects.toMatchObject({ code: 13 });
      const wrong = set.uri('own').replace(/:[^:@]*@/, ':wrong@');
      await expect(read(wrong)).rejects.toMatchObject({ code: 18 });
      await set.failCommand({ failCommands: ['aggregate'], mode: { times: 1 }, errorCode: 2 });
      await set.waitForPrimary();
    } finally {
      await set.stop();
    }
  });
});
