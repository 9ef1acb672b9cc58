import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../../..');

function codesIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
}

it('docs/dumps.md has a row for every notice and content fault, and no other', () => {
  const docs = readFileSync(join(project, 'docs/dumps.md'), 'utf8');
  const sources = ['engine/stores/dump', 'engine/bson'].flatMap((folder) =>
    readdirSync(join(project, folder)).map((name) => readFileSync(join(project, folder, name), 'utf8')),
  );
  const used = codesIn(sources.join('\n'), /'((?:dump|text|key|date)\.[a-z_]+)'/g);
  expect(used.length).toBeGreaterThan(10);
  expect(codesIn(docs, /^\| `((?:dump|text|key|date)\.[a-z_]+)` \|/gm)).toEqual(used);
});
