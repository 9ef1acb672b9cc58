import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, compilePlan, loadContract, type Plan } from '../engine/contract/index.ts';
import { brokenContract, wrongCall } from './failure.ts';
import type { Values } from './options.ts';

/** Where contracts lie in a project: `contracts/<name>/<version>/`. */
const home = 'contracts';

/** The folder of the contract that a call is about: the one it names, else the newest version of the only one there is. */
export async function contractFolder(named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const names = await foldersIn(home);
  const [name] = names;
  if (name === undefined)
    throw wrongCall('no contract found under contracts/', 'name its folder with --contract DIR');
  if (names.length > 1) {
    throw wrongCall(
      `several contracts under contracts/: ${names.join(', ')}`,
      'name one with --contract DIR',
    );
  }
  const versions = await foldersIn(join(home, name));
  const newest = versions.sort(byVersion).at(-1);
  if (newest === undefined)
    throw wrongCall(`contracts/${name} has no version`, 'name a folder with --contract DIR');
  return join(home, name, newest);
}

/** The plan of the contract that a call is about; a contract with errors is refused with all of them. */
export async function openPlan(values: Values): Promise<Plan> {
  return compilePlan(await openContract(values));
}

/** The contract that a call is about; one with errors is refused with all of them. */
export async function openContract(values: Values): Promise<Contract> {
  const directory = await contractFolder(values.contract);
  const { contract, findings } = await loadContract(directory);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (contract === undefined || errors.length > 0) throw brokenContract(directory, errors);
  return contract;
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Order of semantic versions by their three numbers; what is no version comes first. */
export function byVersion(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (const place of [0, 1, 2]) {
    const difference = (left[place] ?? -1) - (right[place] ?? -1);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : 1;
}

function numbers(version: string): readonly number[] {
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  return match === null ? [] : match.slice(1).map(Number);
}
