import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ContractReadResult,
  type Finding,
  formatPlace,
  readContract,
} from '../../engine/contract/index.ts';

const folder = join(import.meta.dirname, '../contracts/library/1.0.0');

/** The files of the made-up library contract: path → text. */
export function libraryFiles(): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const yaml = names.filter((name) => name.endsWith('.yaml')).map((name) => name.replaceAll('\\', '/'));
  return new Map(yaml.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What is done to a file: replacements of stretches that stand in it once, a whole new text, or its removal. */
export type Edit = readonly (readonly [from: string, to: string])[] | string | undefined;

/** The library contract with edits, by file. */
export function editedLibrary(edits: Readonly<Record<string, Edit>>): Map<string, string> {
  const files = libraryFiles();
  for (const [name, edit] of Object.entries(edits)) {
    if (edit === undefined) files.delete(name);
    else if (typeof edit === 'string') files.set(name, edit);
    else
      files.set(
        name,
        edit.reduce((text, [from, to]) => replaceOnce(text, from, to), files.get(name) ?? ''),
      );
  }
  return files;
}

function replaceOnce(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2)
    throw new Error(`${JSON.stringify(from)} stands ${parts.length - 1} times in the file`);
  return parts.join(to);
}

export function readLibrary(edits: Readonly<Record<string, Edit>> = {}, today?: string): ContractReadResult {
  return readContract(editedLibrary(edits), 'library/1.0.0', { today });
}

/** Findings as `file:line:column code`. */
export function placesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ code, place }) => `${formatPlace(place)} ${code}`);
}
