import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLayers, ruleNames } from '../../.ci/layers.mjs';

const libraries = [
  'ajv',
  'cli-progress',
  'commander',
  'handlebars',
  'jsonata',
  'lmdb',
  'mongodb',
  're2js',
  'yaml',
];

/** A small product in order: every kind of import that the rules allow. */
const sound = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: Object.fromEntries([...libraries, 'bson'].map((name) => [name, '1.0.0'])),
    devDependencies: { vitest: '1.0.0' },
  }),
  ...Object.fromEntries(
    [...libraries, 'bson', 'vitest'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};'],
    ]),
  ),
  'engine/bson/index.ts': "export { walk } from './walk.ts';\n",
  'engine/bson/walk.ts': "import { BSON } from 'bson';\nexport const walk = () => BSON;\n",
  'engine/expression/index.ts': "import { walk } from '../bson/index.ts';\nexport const compile = walk;\n",
  'engine/contract/index.ts': "export { load } from './load.ts';\n",
  'engine/contract/load.ts': "import { readFile } from 'node:fs/promises';\nexport const load = readFile;\n",
  'engine/transform/index.ts': "import { walk } from '../bson/index.ts';\nexport const transform = walk;\n",
  'engine/stores/index.ts': "import { Dump } from './dump/index.ts';\nexport const openSource = Dump;\n",
  'engine/stores/dump/index.ts': "export { Dump } from './read.ts';\n",
  'engine/stores/dump/read.ts': "import { open } from 'node:fs/promises';\nexport const Dump = open;\n",
  'engine/stores/embedded/index.ts': "import { open } from 'lmdb';\nexport const Embedded = open;\n",
  'engine/migration/index.ts':
    "import { transform } from '../transform/index.ts';\nexport const run = transform;\n",
  'engine/migration/wheel.ts':
    "import type { Axle } from './axle.ts';\nexport interface Wheel { axle: Axle }\n",
  'engine/migration/axle.ts':
    "import type { Wheel } from './wheel.ts';\nexport interface Axle { wheel: Wheel }\n",
  'engine/rehearsal/index.ts': "import { run } from '../migration/index.ts';\nexport const stage = run;\n",
  'reports/index.ts': "export { write } from './write.ts';\n",
  'reports/write.ts': 'export const write = 1;\n',
  'cli/main.ts': "import { stage } from '../engine/rehearsal/index.ts';\nstage;\n",
  'fixtures/main.ts': "import { walk } from '../engine/bson/index.ts';\nexport const make = walk;\n",
};

/** For each rule one file that breaks it: path, text. */
const planted: Record<string, readonly [string, string]> = {
  'known-stages': ['engine/helpers/index.ts', 'export const help = 1;\n'],
  'arrow-bson': [
    'engine/bson/bad.ts',
    "import type { compile } from '../expression/index.ts';\nexport type A = typeof compile;\n",
  ],
  'arrow-expression': ['engine/expression/bad.ts', "export { load } from '../contract/index.ts';\n"],
  'arrow-contract': ['engine/contract/bad.ts', "export { transform } from '../transform/index.ts';\n"],
  'arrow-transform': ['engine/transform/bad.ts', "export { openSource } from '../stores/index.ts';\n"],
  'arrow-stores': ['engine/stores/bad.ts', "export { load } from '../contract/index.ts';\n"],
  'arrow-migration': ['engine/migration/bad.ts', "export { stage } from '../rehearsal/index.ts';\n"],
  'arrow-verification': ['engine/verification/bad.ts', "export { stage } from '../rehearsal/index.ts';\n"],
  'arrow-retirement': ['engine/retirement/bad.ts', "export { stage } from '../rehearsal/index.ts';\n"],
  'arrow-authoring': ['engine/authoring/bad.ts', "export { stage } from '../rehearsal/index.ts';\n"],
  'arrow-comparison': ['engine/comparison/bad.ts', "export { stage } from '../rehearsal/index.ts';\n"],
  'arrow-backup': ['engine/backup/bad.ts', "export { run } from '../migration/index.ts';\n"],
  'arrow-recovery': ['engine/recovery/bad.ts', "export { stage } from '../rehearsal/index.ts';\n"],
  'arrow-gates': ['engine/gates/bad.ts', "export { run } from '../migration/index.ts';\n"],
  'arrow-runbook': ['engine/runbook/bad.ts', "export { stage } from '../rehearsal/index.ts';\n"],
  'arrow-coexistence': ['engine/coexistence/bad.ts', "export { stage } from '../rehearsal/index.ts';\n"],
  'engine-alone': ['engine/rehearsal/bad.ts', "export { write } from '../../reports/index.ts';\n"],
  'reports-alone': ['reports/bad.ts', "export { make } from '../fixtures/main.ts';\n"],
  'cli-on-product-only': ['cli/bad.ts', "export { make } from '../fixtures/main.ts';\n"],
  'cli-last': ['fixtures/bad.ts', "import '../cli/main.ts';\n"],
  doors: [
    'engine/migration/bad.ts',
    "import type { walk } from '../bson/walk.ts';\nexport type B = typeof walk;\n",
  ],
  'doors-from-outside': ['reports/bad.ts', "export { walk } from '../engine/bson/walk.ts';\n"],
  'reports-door': ['cli/bad.ts', "export const late = () => import('../reports/write.ts');\n"],
  'stores-door': ['engine/stores/bad.ts', "export { Dump } from './dump/read.ts';\n"],
  'stores-apart': ['engine/stores/embedded/bad.ts', "export { Dump } from '../dump/index.ts';\n"],
  'pure-stages': [
    'engine/transform/bad.ts',
    "import { readFileSync } from 'node:fs';\nexport const peek = readFileSync;\n",
  ],
  ...Object.fromEntries(
    libraries.map((name) => {
      const place = name === 'mongodb' ? 'engine/stores/embedded/bad.ts' : 'engine/backup/bad.ts';
      return [`home-${name}`, [place, `export * from '${name}';\n`] as const];
    }),
  ),
  'no-cycles': [
    'engine/migration/bad.ts',
    "import { other } from './other.ts';\nexport const one = () => other;\n",
  ],
  resolved: ['cli/bad.ts', "export { nothing } from './nowhere.ts';\n"],
  shipped: ['cli/bad.ts', "export { it } from 'vitest';\n"],
};

/** What a planted file needs beside it. */
const beside: Record<string, readonly [string, string]> = {
  'no-cycles': [
    'engine/migration/other.ts',
    "import { one } from './bad.ts';\nexport const other = () => one;\n",
  ],
};

let root: string;

async function plant(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'house-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('the layer check', () => {
  it('finds the product itself in order', async () => {
    const { modules, violations } = await checkLayers(resolve('.'));
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(20);
  });

  it('lets every allowed import pass', async () => {
    await plant(sound);
    const { imports, violations } = await checkLayers(root);
    expect(violations).toEqual([]);
    expect(imports).toBeGreaterThan(15);
  });

  it('has a planted violation for each of its rules', () => {
    expect(Object.keys(planted).sort()).toEqual([...ruleNames].sort());
  });

  it.each(Object.entries(planted))('catches %s', async (rule, [path, text]) => {
    const extra = beside[rule];
    await plant({ ...sound, [path]: text, ...(extra === undefined ? {} : { [extra[0]]: extra[1] }) });
    const { violations } = await checkLayers(root);
    expect(violations.map((violation) => violation.rule)).toContain(rule);
    expect(
      violations.filter((violation) => !violation.from.endsWith('bad.ts')).map(({ rule }) => rule),
    ).toEqual(rule === 'known-stages' ? ['known-stages'] : []);
  });

  it('fails when there is nothing to look at', async () => {
    await plant({ 'engine/README.md': 'empty' });
    await expect(checkLayers(root)).rejects.toThrow('no module found');
  });

  it('fails on an import that its parser passes over', async () => {
    await plant({
      ...sound,
      'engine/bson/sly.ts': "export type Sly = import('../stores/index.ts').Store;\n",
    });
    await expect(checkLayers(root)).rejects.toThrow('import not recognised: ../stores/index.ts');
  });
});
