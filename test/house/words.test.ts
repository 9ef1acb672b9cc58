import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadContract } from '../../engine/contract/index.ts';

/** Code that must know nothing of any one contract. */
const folders = ['engine', 'cli', 'reports'];

test('no code outside contracts, fixtures and tests names a collection, mapping or field of edn360', async () => {
  const { contract } = await loadContract('contracts/edn360/1.0.0');
  if (contract === undefined) throw new Error('the contract does not load');
  const words = [
    'edn360',
    contract.target.collection,
    ...contract.sources.flatMap(({ name, collection }) => [name, collection]),
    ...contract.mappings.map(({ name }) => name),
    ...contract.parameters.map(({ name }) => name),
    ...Object.keys(Object(Object(contract.sources[0]?.schema.json.properties).responses).properties),
  ].filter((word) => word.length > 6);
  expect(words.length).toBeGreaterThan(60);
  const found = folders.flatMap(sourceFiles).flatMap((file) => {
    const text = readFileSync(file, 'utf8').toLowerCase();
    return words
      .filter((word) => new RegExp(`(?<![a-z_])${word.toLowerCase()}(?![a-z_])`).test(text))
      .map((word) => `${file}: ${word}`);
  });
  expect(found).toEqual([]);
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|hbs)$/.test(name))
    .map((name) => join(folder, name));
}
