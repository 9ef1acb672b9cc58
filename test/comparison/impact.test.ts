import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { drawer } from '../cli/drawer.ts';

const folder = mkdtempSync(join(tmpdir(), 'impact-'));
const data = ['--source', 'fixtures/dump', '--set', 'DUAL_WRITE_START_AT=2025-02-01T00:00:00Z'];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Impact {
  readonly impact: {
    readonly clients: Readonly<Record<'total' | 'equal' | 'changed' | 'gained' | 'lost', number>>;
    readonly paths: readonly {
      readonly name: string;
      readonly changed: number;
      readonly gained: number;
      readonly lost: number;
    }[];
  };
  readonly verdict: { readonly level: string; readonly disagreements: readonly object[] };
}

type Drawer = Readonly<Record<string, unknown>>;

/** The drawers that staging a version gives, by client: the long way round. */
async function staged(version: string): Promise<ReadonlyMap<string, Drawer>> {
  const target = `embedded:${join(folder, version)}`;
  const contract = ['--contract', `contracts/edn360/${version}`];
  const stage = await drawer([
    'stage',
    'fixtures/dump',
    ...data.slice(2),
    ...contract,
    '--target',
    target,
    '--out',
    join(folder, `out-${version}`),
    '--no-rehearsal',
  ]);
  expect(stage.code, stage.stderr).toBe(0);
  const { stdout } = await drawer(['export', '--target', target, '--collection', 'client_drawers']);
  const drawers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Drawer);
  return new Map(drawers.map((each) => [String(each._id), each]));
}

/** A path with its values, elements of lists under one name; dates and numbers stay whole. */
function leaves(value: unknown, path = '', found = new Map<string, unknown[]>()): Map<string, unknown[]> {
  const wrapped =
    typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('$'));
  if (Array.isArray(value)) {
    found.set(`${path}[]`, [...(found.get(`${path}[]`) ?? []), value.length]);
    for (const item of value) leaves(item, `${path}[]`, found);
  } else if (typeof value === 'object' && value !== null && !wrapped && Object.keys(value).length > 0)
    for (const [name, item] of Object.entries(value))
      leaves(item, path === '' ? name : `${path}.${name}`, found);
  else found.set(path, [...(found.get(path) ?? []), value]);
  return found;
}

test('equals staging both versions and comparing the drawers client by client', async () => {
  const { stdout, code, stderr } = await drawer([
    'impact',
    '1.0.0',
    '1.1.0',
    ...data,
    '--out',
    folder,
    '--json',
  ]);
  expect(code, stderr).toBe(0);
  const { impact, verdict } = JSON.parse(stdout) as Impact;
  const [old, now] = [await staged('1.0.0'), await staged('1.1.0')];
  const counts = new Map<string, { changed: number; gained: number; lost: number }>();
  let equal = 0;
  for (const client of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [leaves(old.get(client)), leaves(now.get(client))];
    let same = true;
    for (const path of new Set([...was.keys(), ...is.keys()])) {
      if (path === 'meta.updated_at') continue;
      const [a, b] = [JSON.stringify(was.get(path)), JSON.stringify(is.get(path))];
      if (a === b) continue;
      same = false;
      const count = counts.get(path) ?? { changed: 0, gained: 0, lost: 0 };
      count[a === undefined ? 'gained' : b === undefined ? 'lost' : 'changed'] += 1;
      counts.set(path, count);
    }
    if (same) equal += 1;
  }
  expect(impact.clients).toMatchObject({
    total: old.size,
    equal,
    changed: old.size - equal,
    gained: 0,
    lost: 0,
  });
  const found = impact.paths.map(({ name, changed, gained, lost }) => [name, { changed, gained, lost }]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(counts));
  expect(counts.size).toBeGreaterThan(0);
  expect(verdict.level).toBe('review');
}, 120_000);

test('shows no client and no value unless asked', async () => {
  const { stdout } = await drawer(['impact', '1.0.0', '1.1.0', ...data, '--out', folder, '--json']);
  const { paths } = (
    JSON.parse(stdout) as {
      impact: { paths: readonly { samples: readonly { client: string; after: string }[] }[] };
    }
  ).impact;
  const samples = paths.flatMap((path) => path.samples);
  expect(samples.length).toBeGreaterThan(0);
  for (const { client, after } of samples) {
    expect(client).toMatch(/^[0-9a-f]{10}$/);
    expect(after).toMatch(/^text of \d+/);
  }
});
