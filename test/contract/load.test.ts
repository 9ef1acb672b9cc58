import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatFinding, loadContract } from '../../engine/contract/index.ts';
import { placesOf } from './library.ts';

const folder = 'test/contracts/library/1.0.0';

test('the contract of the examples loads without a finding', async () => {
  const { contract, findings, cases } = await loadContract(folder);
  expect(findings.map(formatFinding)).toEqual([]);
  expect(contract?.name).toBe('library');
  expect(contract?.directory).toBe(folder);
  expect(contract?.mappings.map(({ name }) => name)).toEqual(['cards', 'loans', 'fines']);
  expect(contract?.workOrder).toEqual(['cards', 'loans', 'fines']);
  expect(contract?.functions.map(({ name }) => name)).toEqual(['shout', 'mark', 'without']);
  expect(cases.map(({ file }) => file)).toEqual([
    'cases/cards.yaml',
    'cases/cards.yaml',
    'cases/cards.yaml',
    'cases/loans.yaml',
  ]);
  expect(Object.isFrozen(contract)).toBe(true);
});

describe('from a disk', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'contract-'));
  });
  afterAll(() => rm(root, { recursive: true }));

  /** A copy of the library contract under `name/version`, with one file written anew. */
  async function copyOf(
    name: string,
    version: string,
    file?: string,
    content?: Uint8Array | string,
  ): Promise<string> {
    const copy = join(root, name, version);
    await cp(folder, copy, { recursive: true });
    if (file !== undefined && content !== undefined) await writeFile(join(copy, file), content);
    return copy;
  }

  test('a folder of another name is a warning, and the contract loads', async () => {
    const { contract, findings } = await loadContract(await copyOf('other', '1.0.0'));
    expect(placesOf(findings)).toEqual(['contract.yaml:1:1 contract.folder']);
    expect(contract?.name).toBe('library');
  });

  test('a file that is not UTF-8', async () => {
    const copy = await copyOf('library', '1.0.0', 'policy.yaml', Uint8Array.of(0x70, 0x3a, 0x20, 0xff, 0x0a));
    const { contract, findings } = await loadContract(copy);
    expect(placesOf(findings)).toEqual(['policy.yaml:1:1 yaml.encoding']);
    expect(contract).toBeUndefined();
  });

  test('faults of the cases leave the contract usable', async () => {
    const copy = await copyOf('library', '1.0.1-x', 'cases/cards.yaml', 'cases: 1\n');
    await writeFile(join(copy, 'contract.yaml'), (await readText(copy)).replace('"1.0.0"', '"1.0.1-x"'));
    const { contract, findings } = await loadContract(copy);
    expect(placesOf(findings)).toEqual(['cases/cards.yaml:1:8 shape.type']);
    expect(contract?.version).toBe('1.0.1-x');
  });

  test('a seal is read like any other file', async () => {
    const copy = await copyOf('library', '1.0.0', 'seal.yaml', 'a: &x *y\n');
    const { findings, contract } = await loadContract(copy);
    await rm(join(copy, 'seal.yaml'));
    expect(placesOf(findings).every((found) => found.startsWith('seal.yaml:'))).toBe(true);
    expect(contract).toBeUndefined();
  });

  test('files that are no part of a contract are not looked at', async () => {
    const copy = await copyOf('library', '1.0.0', 'notes.txt', '%');
    await writeFile(join(copy, 'picture.png'), '%');
    await writeFile(join(copy, 'policy.yaml'), await readText(folder, 'policy.yaml'));
    expect(placesOf((await loadContract(copy)).findings)).toEqual([]);
  });

  test('a folder that is not there', async () => {
    const { contract, findings } = await loadContract(join(root, 'nothing'));
    expect(placesOf(findings)).toEqual(['contract.yaml:1:1 file.missing', 'policy.yaml:1:1 file.missing']);
    expect(contract).toBeUndefined();
  });

  test('what the file system raises is passed on', async () => {
    const readFile = (): Promise<Uint8Array> => Promise.reject(new Error('the disk is on fire'));
    await expect(loadContract(folder, { readFile })).rejects.toThrow('the disk is on fire');
  });
});

async function readText(directory: string, file = 'contract.yaml'): Promise<string> {
  return readFile(join(directory, file), 'utf8');
}
