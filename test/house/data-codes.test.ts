import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataCodes } from '../../engine/transform/index.ts';

test('docs/codes.md has a row for every data code, with its gravity, and for no other', () => {
  const section = readFileSync('docs/codes.md', 'utf8').split('## Data codes')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)` \| (\w+) \|/gm)].map(([, code, gravity]) => ({
    code,
    gravity,
  }));
  expect(rows).toEqual(dataCodes.map(({ code, gravity }) => ({ code, gravity })));
});

test('docs/codes.md has a row for every code with which a store fails', () => {
  const port = readFileSync('engine/stores/port.ts', 'utf8');
  const union = port.slice(
    port.indexOf('StoreFailureCode'),
    port.indexOf(';', port.indexOf('StoreFailureCode')),
  );
  const declared = [...union.matchAll(/'(store\.[a-z]+)'/g)].map(([, code]) => code).sort();
  const section = readFileSync('docs/codes.md', 'utf8').split('## Store codes')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code]) => code).sort();
  expect(declared.length).toBeGreaterThan(5);
  expect(rows).toEqual(declared);
});
