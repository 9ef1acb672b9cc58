import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { drawer } from '../cli/drawer.ts';

const home = mkdtempSync(join(tmpdir(), 'versions-'));
const library = join(home, 'library');
const [first, second] = [join(library, '1.0.0'), join(library, '1.1.0')];

cpSync('test/contracts/library/1.0.0', first, { recursive: true });
cpSync(first, second, { recursive: true });
edit('contract.yaml', 'version: "1.0.0"', 'version: "1.1.0"');

afterAll(() => rmSync(home, { recursive: true, force: true }));

function edit(file: string, from: string, to: string, folder = second): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

interface Diff {
  readonly command: string;
  readonly changes: readonly { readonly id: string; readonly rule: string; readonly accepted?: object }[];
}

describe('versions of a contract', () => {
  it('that mean the same have no changes', async () => {
    const { code, stdout } = await drawer(['diff', first, second]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Sin cambios')]);
  });

  it('are told apart, with 1 when the number does not go up far enough', async () => {
    edit('mappings/03-fines.yaml', 'key: fine_id', 'key: raised_at');
    const { code, stdout } = await drawer(['diff', first, second, '--lang', 'en']);
    expect(code).toBe(1);
    expect(stdout).toContain('The idempotency key of fines fine changes from fine_id to raised_at');
    expect(stdout).toContain('mappings/03-fines.yaml:15:11');
    expect(stdout).toContain('major is asked for, and it is minor');
  });

  it('say the same in every format', async () => {
    const json = JSON.parse((await drawer(['diff', first, second, '--json'])).stdout) as Diff;
    expect(json.command).toBe('diff');
    const ids = json.changes.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    for (const format of ['text', 'md', 'html', 'sarif', 'junit']) {
      const { stdout } = await drawer(['diff', first, second, '--format', format]);
      for (const id of ids) if (format !== 'junit') expect(stdout, format).toContain(id);
      expect(stdout, format).not.toContain('undefined');
    }
  });

  it('pass once somebody has taken responsibility, and still show the change', async () => {
    const before = JSON.parse((await drawer(['diff', first, second, '--json'])).stdout) as Diff;
    const lines = before.changes.map(
      ({ id }) => `  - { change: ${id}, reason: "Sabido", by: Ana, on: "2025-06-30" }`,
    );
    writeFileSync(join(second, 'accepted.yaml'), `accepted: 1\nchanges:\n${lines.join('\n')}\n`);
    const { code, stdout } = await drawer(['diff', first, second, '--json', '--fail-on', 'compatible']);
    const after = JSON.parse(stdout) as Diff;
    expect(code).toBe(0);
    expect(after.changes.map(({ id }) => id)).toEqual(before.changes.map(({ id }) => id));
    for (const { accepted } of after.changes) expect(accepted).toMatchObject({ by: 'Ana' });
  });

  it('are refused when they are of two contracts, not there, or no contract at all', async () => {
    const calls = [
      [first, 'contracts/edn360/1.0.0'],
      [first, join(home, 'nowhere')],
      [first, home],
    ];
    for (const words of calls) {
      const { code, stderr } = await drawer(['diff', ...words]);
      expect([code, stderr.includes('\n    at ')], stderr).toEqual([2, false]);
    }
  });

  it('that are broken are compared as far as they can be read', async () => {
    const broken = join(library, '1.2.0');
    cpSync(second, broken, { recursive: true });
    edit('contract.yaml', 'version: "1.1.0"', 'version: "1.2.0"', broken);
    edit('mappings/02-loans.yaml', 'title: title', 'title: titel', broken);
    const { code, stdout, stderr } = await drawer(['diff', second, broken]);
    rmSync(broken, { recursive: true });
    expect(code).toBe(1);
    expect(stdout).toContain('expression-changed');
    expect(stderr).toMatch(/has \d+ errors/);
  });
});

describe('a seal', () => {
  it('freezes a version that is sound and says who did it', async () => {
    expect((await drawer(['seal', first])).code).toBe(2);
    const { code, stdout } = await drawer(['seal', first, '--by', 'Ana']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^library 1\.0\.0 is sealed: mapping sha256:/)]);
    expect(statSync(join(first, 'seal.yaml')).mode & 0o077).toBe(0);
    expect((await drawer(['seal', first, '--by', 'Eva'])).stdout).toContain('by Ana');
    expect((await drawer(['check', first])).code).toBe(0);
  });

  it('lets its version be formatted and remarked upon, and no more', async () => {
    edit('contract.yaml', 'title: Socios', '# Un comentario.\ntitle: Los socios', first);
    expect((await drawer(['check', first])).code).toBe(0);
    edit('policy.yaml', 'match.cards, at_least: 95', 'match.cards, at_least: 94', first);
    const { code, stdout } = await drawer(['check', first]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('seal.policy')]);
    edit('policy.yaml', 'match.cards, at_least: 94', 'match.cards, at_least: 95', first);
  });

  it('is refused while the number is too close to the last sealed version', async () => {
    rmSync(join(second, 'accepted.yaml'));
    const { code, stdout } = await drawer(['seal', second, '--by', 'Ana']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('seal.bump')]);
    expect(stdout).toContain('ask for a major version');
  });

  it('shows in the history', async () => {
    const { code, stdout } = await drawer(['history', '--contract', second]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/1\.0\.0 +sealed .* by Ana · first version\n1\.1\.0 +not sealed · 1 breaking/);
  });
});
