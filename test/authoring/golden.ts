import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { drawer, type Ended, stackTrace } from '../cli/drawer.ts';

const goldens = fileURLToPath(new URL('./golden/', import.meta.url));

/** Calls the built program in a folder, as a user would. */
export async function call(cwd: string, ...words: readonly string[]): Promise<Ended> {
  const ended = await drawer(words, { cwd });
  expect(ended.stderr).not.toMatch(stackTrace);
  return ended;
}

/**
 * Compares what a call printed with its golden. After an intended change:
 * `UPDATE_GOLDEN=1 npx vitest run --project quick test/authoring`.
 */
export function golden(name: string, { code, stdout, stderr }: Ended, hide: readonly string[] = []): void {
  let text = `${stdout}--- told\n${stderr}--- exit code ${code}\n`;
  for (const path of hide) text = text.replaceAll(path, 'BENCH');
  const file = `${goldens}${name}.txt`;
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
