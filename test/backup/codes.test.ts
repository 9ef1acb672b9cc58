import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { backupCodes } from '../../engine/backup/index.ts';

test('docs/codes.md has a row for every code of backups and restores, and for no other', () => {
  const section = readFileSync('docs/codes.md', 'utf8').split('## Backup codes')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, code, meaning]) => ({
    code,
    meaning: meaning?.trim(),
  }));
  const found = Object.entries(backupCodes).map(([code, meaning]) => ({ code, meaning }));
  expect(rows.slice(0, found.length)).toEqual(found);
  const text = readFileSync('engine/backup/failure.ts', 'utf8');
  const failures = [...text.matchAll(/^ {2}\| '([a-z_.]+)'/gm)].map(([, code]) => code ?? '');
  expect(failures.length).toBeGreaterThan(4);
  expect(
    rows
      .slice(found.length)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(failures.sort());
});
