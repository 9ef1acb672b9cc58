import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { type Contract, type Finding, loadContract, readContract } from '../engine/contract/index.ts';
import { byVersion, contractFolder } from './contract.ts';
import { brokenContract, wrongCall } from './failure.ts';

/** A version as it was opened to be compared: what could be read of it, and what is wrong with it. */
export interface OpenedVersion {
  readonly folder: string;
  readonly contract: Contract;
  readonly errors: readonly Finding[];
}

/** Bytes of a contract's files that are taken from a repository's history. */
const mostBytes = 64 * 2 ** 20;

/** Opens a version that is named by its folder, or by its number alone beside the contract that a call is about. */
export async function openVersion(named: string, contract: string | undefined): Promise<OpenedVersion> {
  const folder = await folderOf(named, contract);
  const { readable, findings } = await loadContract(folder);
  return opened(folder, readable, findings);
}

/** Opens a folder's version as it was at a revision of the git repository that it lies in. */
export async function openRevision(folder: string, revision: string): Promise<OpenedVersion> {
  if (revision.startsWith('-')) throw wrongCall(`${revision} is no revision`);
  const directory = resolve(folder);
  const git = async (...words: string[]): Promise<string> => {
    const options = { cwd: directory, encoding: 'utf8', maxBuffer: mostBytes } as const;
    const { stdout } = await promisify(execFile)('git', words, options).catch(
      (error: { stderr?: string }) => {
        throw wrongCall(`git cannot show ${folder} at ${revision}`, error.stderr?.trim().split('\n')[0]);
      },
    );
    return stdout;
  };
  const root = (await git('rev-parse', '--show-toplevel')).trim();
  const inside = relative(root, directory).split(sep).join('/');
  const listed = await git('ls-tree', '-r', '-z', '--name-only', '--full-tree', revision, `${inside}/`);
  const names = listed.split('\0').filter((name) => name.endsWith('.yaml'));
  if (names.length === 0) throw wrongCall(`there is no contract at ${folder} in ${revision}`);
  const texts = new Map<string, string>();
  for (const name of names)
    texts.set(name.slice(inside.length + 1), await git('show', `${revision}:${name}`));
  const { readable, findings } = readContract(texts, folder);
  return opened(folder, readable, findings);
}

function opened(folder: string, readable: Contract | undefined, findings: readonly Finding[]): OpenedVersion {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (readable === undefined) throw brokenContract(folder, errors);
  return { folder, contract: readable, errors };
}

/** The versions of a contract in the order of their numbers, as far as they can be read. */
export async function versionsIn(home: string): Promise<readonly OpenedVersion[]> {
  const entries = await readdir(home, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const found: OpenedVersion[] = [];
  for (const name of names.sort(byVersion)) {
    const folder = join(home, name);
    const { readable, findings } = await loadContract(folder);
    if (readable !== undefined) found.push(opened(folder, readable, findings));
  }
  return found;
}

/** The newest sealed version below the one in a folder. */
export async function sealedBefore(directory: string, version: string): Promise<Contract | undefined> {
  const versions = await versionsIn(dirname(resolve(directory)));
  const sealed = versions.filter(
    ({ contract, errors }) =>
      contract.seal !== undefined && errors.length === 0 && byVersion(contract.version, version) < 0,
  );
  return sealed.at(-1)?.contract;
}

async function folderOf(named: string, contract: string | undefined): Promise<string> {
  if (await isFolder(named)) return named;
  const beside = join(dirname(resolve(await contractFolder(contract))), named);
  if (/^\d+\.\d+\.\d+/.test(basename(named)) && (await isFolder(beside))) return relative('.', beside);
  throw wrongCall(`there is no version ${named}`, 'name a version number, or the folder of a version');
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
