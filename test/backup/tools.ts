import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The real tools that may stand beside the project. */
const folder = resolve(import.meta.dirname, '../../../shared/bin');

/** Runs mongodump or mongorestore to its end and gives what it told. Rejects where it fails. */
export async function runTool(
  tool: 'mongodump' | 'mongorestore',
  uri: string,
  ...words: readonly string[]
): Promise<string> {
  const { stderr } = await promisify(execFile)(join(folder, tool), [`--uri=${uri}`, ...words]);
  return stderr;
}
