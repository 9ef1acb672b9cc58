import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawer } from './drawer.ts';
import { inside } from './inside.ts';
import { contractFolder, dump, workbench } from './workbench.ts';

let bench: string;
let done: () => Promise<void>;
beforeAll(async () => {
  ({ path: bench, done } = await workbench());
});
afterAll(() => done());

/** In this process; `--out` is a folder of the bench. */
const profile = (...words: readonly string[]) =>
  inside([
    'profile',
    '--guess',
    ...words.map((word, at) => (words[at - 1] === '--out' ? join(bench, word) : word)),
  ]);
const elsewhere = (...words: readonly string[]) => drawer(['profile', ...words], { cwd: bench });

describe('profile', () => {
  it('writes three reports that only their owner may read, and tells where they are', async () => {
    const { code, stdout, stderr } = await elsewhere(dump, '--out', 'first');
    expect(code).toBe(0);
    expect(stdout).toContain('Qué mirar primero');
    for (const ending of ['md', 'html', 'json']) {
      expect(stdout).toContain(`first/perfil.${ending}`);
      const { mode, size } = await stat(join(bench, `first/perfil.${ending}`));
      expect(mode & 0o777).toBe(0o600);
      expect(size).toBeGreaterThan(1000);
    }
    expect(stderr).toMatch(/^Counting$/m);
    expect(stderr).toMatch(/^Relating$/m);
    expect(stderr).toMatch(/^ {2}training_plans 1\d\d$/m);
  });

  it('gives the same facts on standard output, and shows no value that tells who somebody is', async () => {
    const { code, stdout } = await profile(dump, '--out', 'second', '--json', '--lang', 'en');
    expect(code).toBe(0);
    const text = await readFile(join(bench, 'second/perfil.json'), 'utf8');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(text));
    expect(JSON.parse(stdout)).toMatchObject({ command: 'profile', contract: null, values_shown: false });
    const shown = await profile(dump, '--out', 'third', '--json', '--show-values');
    const address = /[\w.+-]+@example\.[a-z]+/i;
    expect(shown.stdout).toMatch(address);
    for (const ending of ['md', 'html', 'json'])
      expect(await readFile(join(bench, `second/perfil.${ending}`), 'utf8')).not.toMatch(address);
    expect(await readFile(join(bench, 'third/perfil.html'), 'utf8')).toContain(
      'muestra valores de los datos',
    );
  });

  it('goes by a contract, also that of drawer.yaml unless it is told to guess', async () => {
    const words = [dump, '--out', 'fourth', '--json'];
    const by = JSON.parse((await elsewhere(...words, '--contract', contractFolder)).stdout);
    expect(by.contract).toEqual({ name: 'edn360', version: '1.0.0' });
    expect(by.clients.basis).toBe('contract');
    const unread = by.collections.find(({ name }: { name: string }) => name === 'users');
    expect(unread.client).toBeNull();
    await writeFile(join(bench, 'drawer.yaml'), `drawer: 1\ncontract: ${contractFolder}\n`);
    expect(JSON.parse((await elsewhere(...words)).stdout)).toEqual(by);
    expect(JSON.parse((await elsewhere(...words, '--guess')).stdout)).toMatchObject({
      contract: null,
      clients: { basis: 'guess' },
    });
    await rm(join(bench, 'drawer.yaml'));
  });

  it('looks at several stores together', async () => {
    const { stdout } = await profile(dump, join(dump, 'edn360_fixture'), '--out', 'fifth', '--json');
    const { stores, collections } = JSON.parse(stdout);
    expect(stores).toHaveLength(2);
    expect(collections).toHaveLength(12);
    expect(collections[0].name).toContain('.');
  });

  it('ends with 2 without a store, and with 4 for one that is not there', async () => {
    expect((await elsewhere()).code).toBe(2);
    const absent = await profile('nowhere');
    expect(absent.code).toBe(4);
    expect(absent.stderr).toContain('store.missing');
  });
});
