import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Instrument } from './expressions/index.ts';
import { folders } from './files.ts';
import { type ContractReadResult, readContract } from './read.ts';

export interface LoadOptions {
  /** Reads one file; the file system's unless given. Raises for what can't be read. */
  readonly readFile?: (path: string) => Promise<Uint8Array>;
  /** The day of the check, as {@link readContract} takes it. */
  readonly today?: string | undefined;
  /** Looks into its expressions while they run. */
  readonly instrument?: Instrument;
}

/** A contract read from its folder, with the texts it was read from: path → text, undefined for what is no UTF-8. */
export interface LoadedContract extends ContractReadResult {
  readonly texts: ReadonlyMap<string, string | undefined>;
}

/**
 * Loads a contract version from its folder: reads its files, then {@link readContract}. A folder or file that is
 * not there is a finding; anything else the file system raises is passed on.
 */
export async function loadContract(directory: string, options: LoadOptions = {}): Promise<LoadedContract> {
  const read = options.readFile ?? readFile;
  const texts = new Map<string, string | undefined>();
  for (const path of await contractFiles(directory))
    texts.set(path, decode(await read(join(directory, ...path.split('/')))));
  const absolute = resolve(directory);
  const folder = `${basename(dirname(absolute))}/${basename(absolute)}`;
  return {
    ...readContract(texts, directory, { folder, today: options.today, instrument: options.instrument }),
    texts,
  };
}

/** Paths of the YAML files of a contract folder, with `/`, sorted. */
export async function contractFiles(directory: string): Promise<readonly string[]> {
  const names = [...(await yamlIn(directory, ''))];
  for (const folder of folders) names.push(...(await yamlIn(join(directory, folder), `${folder}/`)));
  return names.sort();
}

async function yamlIn(directory: string, prefix: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((e) => !e.isDirectory() && e.name.endsWith('.yaml')).map((e) => prefix + e.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The text of a file; undefined when it is no UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
