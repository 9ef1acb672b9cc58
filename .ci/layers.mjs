// Checks the arrows between folders: `node .ci/layers.mjs [root]`. Exit code 1 on a violation, or when it saw nothing.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from '@swc/core';
import { cruise } from 'dependency-cruiser';

const { stages, ...config } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** Folders of product code. */
const folders = ['engine', 'cli', 'reports', 'fixtures', 'bench'];

/** All `.ts` files below the folders of `root`, relative to it. */
async function sources(root) {
  const found = [];
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (entry.isFile() && entry.name.endsWith('.ts'))
        found.push(relative(root, join(entry.parentPath, entry.name)));
    }
  }
  return found.sort();
}

/**
 * The module names that a text imports, read without a parser: a second opinion on what the first one saw.
 * `import('…')` inside a type is among them, which the parser passes over: it is to be written as an import.
 */
function specifiers(text) {
  const found = text.matchAll(
    /^(?:import|export|\})[^'"\n]*?\bfrom\s+'([^'\n]+)'|^import\s+'([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm,
  );
  return [...found].map((match) => (match[1] ?? match[2] ?? match[3]).replace(/^node:/, ''));
}

/** Runs the rules that `wanted` picks over the files, and gives what it looked at and what it found. */
async function run(root, files, wanted) {
  const { options } = config;
  const { output } = await cruise(
    files,
    {
      ...options,
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: config.forbidden.filter((rule) => wanted(rule.name)) },
    },
    options.enhancedResolveOptions,
  );
  return output;
}

/** Copies the files without their types: what is left are the imports that exist at run time. */
async function withoutTypes(root, files) {
  const copy = await mkdtemp(join(tmpdir(), 'layers-'));
  for (const file of files) {
    const { code } = await transform(await readFile(join(root, file), 'utf8'), {
      filename: file,
      configFile: false,
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022', transform: { verbatimModuleSyntax: true } },
    });
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await writeFile(join(copy, file), code);
  }
  return copy;
}

/**
 * The violations of a tree, as `{ rule, from, to, comment }`, and how many modules and imports were looked at.
 * Throws when a file was not looked at, which is what a parser that understands nothing looks like.
 */
export async function checkLayers(root) {
  const files = await sources(root);
  if (files.length === 0) throw new Error(`no module found under ${folders.join(', ')}`);
  const direct = await run(root, files, (rule) => rule !== 'no-cycles');
  const copy = await withoutTypes(root, files);
  const atRunTime = await run(copy, files, (rule) => rule === 'no-cycles').finally(() =>
    rm(copy, { recursive: true, force: true }),
  );
  for (const { modules } of [direct, atRunTime]) {
    const seen = new Set(modules.map((module) => module.source));
    const missed = files.filter((file) => !seen.has(file));
    if (missed.length > 0) throw new Error(`not looked at: ${missed.join(', ')}`);
  }
  const imports = direct.modules.reduce((sum, module) => sum + module.dependencies.length, 0);
  for (const module of direct.modules) {
    if (!files.includes(module.source)) continue;
    const seen = new Set(module.dependencies.map((dependency) => dependency.module.replace(/^node:/, '')));
    const missed = specifiers(await readFile(join(root, module.source), 'utf8')).filter(
      (name) => !seen.has(name),
    );
    if (missed.length > 0) throw new Error(`${module.source}: import not recognised: ${missed.join(', ')}`);
  }
  const strays = files
    .filter((file) => file.startsWith('engine/') && !stages.includes(file.split('/')[1]))
    .map((file) => ({
      rule: 'known-stages',
      from: file,
      to: '',
      comment: 'every file of the engine belongs to a stage',
    }));
  const found = [...direct.summary.violations, ...atRunTime.summary.violations].map(
    ({ rule, from, to, cycle }) => ({
      rule: rule.name,
      from,
      to: cycle === undefined ? to : cycle.map((step) => step.name).join(' → '),
      comment: config.forbidden.find(({ name }) => name === rule.name)?.comment ?? '',
    }),
  );
  return { modules: files.length, imports, violations: [...strays, ...found] };
}

/** Names of all rules, those of the configuration and the script's own. */
export const ruleNames = ['known-stages', ...config.forbidden.map((rule) => rule.name)];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { modules, imports, violations } = await checkLayers(resolve(process.argv[2] ?? '.'));
  for (const { rule, from, to, comment } of violations)
    console.error(`${rule}: ${from} → ${to}\n  ${comment}`);
  console.log(`layers: ${modules} modules, ${imports} imports, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
