import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../engine/contract/index.ts';
import { drawer } from './drawer.ts';
import { contractFolder, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;
beforeAll(async () => {
  ({ path: bench, done } = await workbench());
  await cp(contractFolder, join(bench, 'contracts/edn360/1.0.0'), { recursive: true });
  await writeFile(join(bench, 'contracts/edn360/1.0.0/seal.yaml'), 'seal: 1\n');
});
afterAll(() => done());

const call = (...words: readonly string[]) => drawer(words, { cwd: bench });
const contracts = async () => (await readdir(join(bench, 'contracts'), { recursive: true })).sort();

describe('new', () => {
  it('begins a contract from a dump that has no fault and can be staged on it', async () => {
    const begun = await call('new', 'mio', '--from', dump);
    expect(begun.code).toBe(0);
    expect(begun.stdout).toContain('0 errors, 0 warnings');
    const folder = join(bench, 'contracts/mio/1.0.0');
    expect((await loadContract(folder)).findings).toEqual([]);
    const staged = await call('stage', dump, '--contract', 'contracts/mio/1.0.0', '--no-rehearsal', '--json');
    expect([0, 1]).toContain(staged.code);
    const { entities, verdict } = JSON.parse(staged.stdout);
    expect(['accepted', 'rejected']).toContain(verdict);
    expect(entities).toHaveLength(6);
    for (const { total, migrated, quarantined } of entities) expect(migrated + quarantined).toBe(total);
  });

  it('copies a version byte for byte, but for its number and its seal', async () => {
    const { code, stdout } = await call('new', 'edn360', '--version', '1.4.0', '--from', '1.0.0', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'new', version: '1.4.0', errors: 0, warnings: 0 });
    const [from, to] = ['1.0.0', '1.4.0'].map((version) => join(bench, 'contracts/edn360', version));
    const names = (await readdir(from!, { recursive: true })).filter((name) => name !== 'seal.yaml').sort();
    expect((await readdir(to!, { recursive: true })).sort()).toEqual(names);
    for (const name of names.filter((one) => one.endsWith('.yaml'))) {
      const [before, after] = await Promise.all(
        [from, to].map((folder) => readFile(join(folder!, name), 'utf8')),
      );
      expect(after).toBe(
        name === 'contract.yaml' ? before!.replace('version: "1.0.0"', 'version: "1.4.0"') : before,
      );
    }
    const [one, other] = await Promise.all(
      ['contracts/edn360/1.0.0', to!].map((folder) => loadContract(folder)),
    );
    expect(other?.contract?.digests).toEqual(one?.contract?.digests);
  });

  it.each([
    ['a folder that is there', ['edn360', '--version', '1.0.0', '--from', '1.0.0'], 2, 'is there already'],
    ['a version that is not there', ['edn360', '--version', '3.0.0', '--from', '2.0.0'], 2, 'there is no'],
    ['no number for a copy', ['edn360', '--from', '1.0.0'], 2, 'is no version'],
    ['a number that is none', ['edn360', '--version', '1.1', '--from', '1.0.0'], 2, 'is no version'],
    ['a name that leads elsewhere', ['../x', '--from', 'dump'], 2, 'is no name of a contract'],
    ['a dump that is not there', ['otro', '--from', 'nowhere'], 4, 'store.missing'],
    ['nothing to begin from', ['otro'], 2, '--from'],
  ])('refuses %s, and writes nothing', async (_, words, code, text) => {
    await mkdir(join(bench, 'contracts'), { recursive: true });
    const before = await contracts();
    const ended = await call('new', ...words);
    expect(ended.stderr).toContain(text);
    expect(ended.code).toBe(code);
    expect(await contracts()).toEqual(before);
  });

  it('leaves the version of the product to the program', async () => {
    expect((await call('--version')).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
