import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkLock } from '../../.ci/lock.mjs';

const page = readFileSync('docs/dependencies.md', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

interface Entry {
  version: string;
  integrity?: string;
  resolved?: string;
  license?: string;
  link?: boolean;
  dev?: boolean;
}

/** A fresh copy of the lock file, to spoil. */
function locked(): { packages: Record<string, Entry> } {
  return JSON.parse(readFileSync('package-lock.json', 'utf8'));
}

/** The faults after spoiling one entry. */
function spoilt(path: string, change: Partial<Record<keyof Entry, unknown>>): readonly string[] {
  const lock = locked();
  lock.packages[path] = { ...lock.packages[path], ...change } as Entry;
  return checkLock(lock, manifest, page);
}

describe('the lock file check', () => {
  it('finds the lock file in order', () => {
    expect(checkLock(locked(), manifest, page)).toEqual([]);
  });

  it('fails on an empty lock file', () => {
    expect(checkLock({ packages: {} }, manifest, page)).toEqual(['the lock file has no packages']);
  });

  it.each([
    ['no digest', 'node_modules/yaml', { integrity: undefined }, 'node_modules/yaml: no sha512 integrity'],
    [
      'a weak digest',
      'node_modules/yaml',
      { integrity: 'sha1-abc=' },
      'node_modules/yaml: no sha512 integrity',
    ],
    [
      'an unsafe source',
      'node_modules/yaml',
      { resolved: 'http://a.test/y.tgz' },
      'node_modules/yaml: comes from http://a.test/y.tgz',
    ],
    [
      'a repository',
      'node_modules/yaml',
      { resolved: 'git+ssh://a.test/y' },
      'node_modules/yaml: comes from git+ssh://a.test/y',
    ],
    ['a folder', 'node_modules/yaml', { link: true }, 'node_modules/yaml: not from a registry'],
    ['a closed licence', 'node_modules/yaml', { license: 'SSPL-1.0' }, 'node_modules/yaml: licence SSPL-1.0'],
    [
      'a licence for development only',
      'node_modules/yaml',
      { license: 'MPL-2.0' },
      'node_modules/yaml: licence MPL-2.0',
    ],
    [
      'half a licence',
      'node_modules/yaml',
      { license: 'MIT AND GPL-3.0' },
      'node_modules/yaml: licence MIT AND GPL-3.0',
    ],
    ['no licence', 'node_modules/vitest', { license: undefined }, 'node_modules/vitest: licence not given'],
    ['another version', 'node_modules/yaml', { version: '2.9.0' }, 'yaml: 2.9.1 is not what is locked'],
  ])('catches %s', (_, path, change, fault) => {
    expect(spoilt(path, change)).toContain(fault);
  });

  it('catches packages from two places', () => {
    const lock = locked();
    for (const [index, path] of ['node_modules/yaml', 'node_modules/ajv'].entries()) {
      lock.packages[path] = { ...lock.packages[path], resolved: `https://host-${index}.test/a.tgz` } as Entry;
    }
    expect(checkLock(lock, manifest, page)).toEqual(['packages come from 2 places']);
  });

  it('lets a choice of licences pass when one of them may be shipped', () => {
    expect(spoilt('node_modules/vitest', { license: '(GPL-3.0 OR MIT)' })).toEqual([]);
  });

  it('catches a package that nobody gave a reason for', () => {
    const lock = locked();
    lock.packages['node_modules/stowaway'] = {
      ...lock.packages['node_modules/yaml'],
      version: '1.0.0',
    } as Entry;
    expect(checkLock(lock, manifest, page)).toEqual(['stowaway 1.0.0 (ISC): not in docs/dependencies.md']);
  });

  it('catches a reason for a package that is not installed, and a row without one', () => {
    expect(checkLock(locked(), manifest, `${page}\n| \`ghost\` | 1.0.0 | MIT | |\n`)).toEqual([
      'ghost: an empty cell in docs/dependencies.md',
      'ghost 1.0.0 (MIT): in docs/dependencies.md, not installed',
    ]);
  });

  it('catches a loose version', () => {
    const loose = { dependencies: { yaml: '^2.9.1' } };
    expect(checkLock(locked(), loose, page)).toContain('yaml: ^2.9.1 is not one version');
  });
});
