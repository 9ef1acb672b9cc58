import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { contractCodes, parameterCodes, projectCodes } from '../../engine/contract/index.ts';
import { rules } from '../../engine/contract/rules/index.ts';

const all = { ...contractCodes, ...parameterCodes, ...projectCodes };

/** Rows of the section "Contract codes": code → its cells. Each has an anchor, which `check` links to. */
async function documented(): Promise<Map<string, string[]>> {
  const text = await readFile('docs/codes.md', 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith('Contract codes')) ?? '';
  const rows = section.split('\n').filter((line) => /^\| .*`[a-z_.]+` \|/.test(line));
  return new Map(
    rows.map((row) => {
      const [first = '', ...cells] = row
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|'));
      const [, anchor = '', code = ''] = /^<a id="([^"]+)"><\/a>`([^`]+)`$/.exec(first) ?? [];
      expect(anchor, `${first} needs an anchor: <a id="code"></a>\`code\``).toBe(code);
      return [code, cells];
    }),
  );
}

test('docs/codes.md has a row for every contract code, and for nothing else', async () => {
  const rows = await documented();
  expect([...rows.keys()].sort()).toEqual(Object.keys(all).sort());
  for (const [code, { severity, meaning, remedy }] of Object.entries(all)) {
    expect(rows.get(code), code).toEqual([severity, meaning, remedy]);
  }
});

test('codes are lower-case words joined by a dot', () => {
  for (const code of Object.keys(all)) expect(code).toMatch(/^[a-z]+\.[a-z_]+$/);
});

test('no two rules have the same code', () => {
  const codes = rules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});
