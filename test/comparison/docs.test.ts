import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { rules } from '../../engine/comparison/index.ts';

test('docs/changes.md has a row for every rule, in their order, with what it says', async () => {
  const page = await readFile('docs/changes.md', 'utf8');
  const rows = page
    .split('\n')
    .map((line) => /^\| <a id="([^"]+)"><\/a>`([^`]+)` \| (\w+) \| (.*) \| `([^`]+)` \|$/.exec(line))
    .filter((row) => row !== null)
    .map(([, anchor, id, level, en, mirror]) => ({ anchor, id, level, en, mirror }));
  expect(rows).toEqual(
    rules.map(({ id, level, says, mirror }) => ({ anchor: id, id, level, en: says.en, mirror })),
  );
});
