import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** All files below a folder with one of these endings. */
function filesIn(folder: string, ...endings: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Code without its comments, line by line. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
}

/** Places of a pattern, `file:line: text`. */
function hits(
  files: readonly string[],
  pattern: RegExp,
  read = (file: string) => readFileSync(file, 'utf8'),
): readonly string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
  );
}

const pure = ['bson', 'expression', 'contract', 'transform'].flatMap((stage) =>
  filesIn(`engine/${stage}`, '.ts'),
);
const product = ['engine', 'cli', 'reports'].flatMap((folder) => filesIn(folder, '.ts', '.hbs', '.css'));
const shown = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter(
    (file) =>
      /\.(ts|mts|mjs|cjs|md|ya?ml|json|hbs|css)$|^\.ci\/run$|^\.npmrc$/.test(file) && existsSync(file),
  );

describe('pure stages', () => {
  const outside =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.|\bprocess\.|\brandom(?:UUID|Bytes|Int)\b|\bset(?:Timeout|Interval|Immediate)\(|\bconsole\./;

  /** JSONata has them; contracts can't use the first two, and the engine always gives the third its start. */
  const known = ['builtins/arrays.ts', 'builtins/numbers.ts', 'expression.ts'].map(
    (file) => `engine/expression/${file}`,
  );

  it('use no clock, no randomness, no environment, no output', () => {
    expect(pure.length).toBeGreaterThan(100);
    expect(
      hits(pure, outside, codeOf).filter((hit) => !known.some((file) => hit.startsWith(`${file}:`))),
    ).toEqual([]);
    expect(hits(known, outside, codeOf)).toHaveLength(known.length);
  });

  it.each([
    'const now = Date.now();',
    'new Date()',
    'Math.random()',
    'process.env.TZ',
    'crypto.randomUUID()',
    'console.log(1)',
  ])('would be caught at %s', (line) => {
    expect(outside.test(line)).toBe(true);
  });
});

describe('the product', () => {
  const entity =
    /edn360|questionnaire|cuestionario|followup_|seguimiento|nutrition|training|entrenamiento|snapshots|snapshot_|\bplan_id\b/i;

  it('knows no contract: no collection, field or step of EDN360', () => {
    expect(product.length).toBeGreaterThan(100);
    expect(
      hits(product, entity, (file) => (file.endsWith('.ts') ? codeOf(file) : readFileSync(file, 'utf8'))),
    ).toEqual([]);
  });

  it('has no default exports', () => {
    expect(hits(product, /^export default\b/)).toEqual([]);
  });
});

/** The one place where tests that need the database's tools beside the project are left out, and say why. */
const tools = 'test/stores/dump/shared.ts';

describe('the texts of the project', () => {
  it('name no place of a machine, no host of a registry', () => {
    expect(shown.length).toBeGreaterThan(200);
    const places = new RegExp(
      ['/work' + '/', '/home' + '/\\w', '/root' + '/', 'registry\\.npm' + 'js', 'npm' + 'js\\.org'].join('|'),
    );
    expect(hits(shown, places)).toEqual([]);
  });

  it('leave no test out', () => {
    const left = new RegExp(`\\b(?:it|test|describe)\\.(?:skip|todo|only|fails)${'\\b'}`);
    expect(
      hits(
        shown.filter((file) => file.startsWith('test/') && file !== tools),
        left,
        codeOf,
      ),
    ).toEqual([]);
  });
});
