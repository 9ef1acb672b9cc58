import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { currentHolder, provablyDead } from '../../engine/stores/index.ts';

describe('the holder of a lease', () => {
  const self = currentHolder('run');

  it('is this process, with the start that the system tells', () => {
    expect(self.pid).toBe(process.pid);
    if (process.platform === 'linux') {
      expect(readFileSync('/proc/self/stat', 'utf8').split(' ')).toContain(self.startedAt);
      expect(self.startedAt).toMatch(/^\d+$/);
    }
  });

  it('is not dead while it runs', () => {
    expect(provablyDead(self)).toBe(false);
    expect(provablyDead({ ...self, startedAt: '' })).toBe(false);
  });

  it('is dead if its pid is another process by now', () => {
    expect(provablyDead({ ...self, startedAt: '1' })).toBe(true);
  });

  it('cannot be proved dead from another host', () => {
    expect(provablyDead({ ...self, startedAt: '1', host: 'elsewhere' })).toBe(false);
  });

  it('is dead once its process has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const holder = { ...self, pid: child.pid ?? 0, startedAt: '' };
    expect(provablyDead(holder)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(provablyDead(holder)).toBe(true);
  });

  it('is dead while its parent has not fetched it yet', async () => {
    // The first sleep is a child of the second one, which never waits for it.
    const script = 'sleep 0.2 & echo $!; exec sleep 30';
    const parent = spawn('sh', ['-c', script]);
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await expect
      .poll(() => readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z '), { timeout: 5000 })
      .toBe(true);
    expect(provablyDead({ ...self, pid, startedAt: '' })).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'close');
  });
});
