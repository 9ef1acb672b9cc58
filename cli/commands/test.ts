import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CaseResult,
  equivalentsFile,
  isKilled,
  junitOf,
  loadTraced,
  type MutationResult,
  mutate,
  readEquivalents,
  type TracedContract,
  testCases,
  updateCases,
} from '../../engine/authoring/index.ts';
import { type Finding, formatFinding } from '../../engine/contract/index.ts';
import type { CommandFile } from '../command.ts';
import { contractFolder } from '../contract.ts';
import { brokenContract, CommandFailure } from '../failure.ts';
import { mutationJson, mutationLines } from '../mutation-display.ts';
import { contract, json, takes } from '../options.ts';
import type { Output } from '../output.ts';
import { showProgress } from '../progress.ts';
import { coverageLines, failureLines, testDocument } from '../test-display.ts';
import { today } from '../today.ts';

/** `drawer test`: runs the examples of a contract, and says what of it they reach. */
export const test: CommandFile = {
  name: 'test',
  summary: 'run the cases of a contract, and tell what of it no case reaches',
  shape: (command) => {
    command.argument('[dir]', 'folder of the contract version');
    command.option('--update', 'rewrite what failing cases expect with what came out; comments stay');
    command.option('--junit <file>', 'write the results as JUnit XML too');
    command.option('--mutate', 'alter each expression in small ways, and tell which changes no case notices');
    takes(command, contract, json);
  },
  run: async ({ words, values, output }) => {
    const directory = await contractFolder(words[0] ?? values.contract);
    const { traced, findings } = await loadTraced(directory, today(values));
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (traced === undefined) throw brokenContract(directory, errors);
    const { cases, coverage } = testCases(traced);
    if (values.junit !== undefined) {
      const { name, version } = traced.contract;
      await writeFile(values.junit, junitOf(`${name} ${version}`, cases), { mode: 0o600 });
    }
    const updated = values.update === true ? await update(directory, cases) : 0;
    for (const finding of errors) tellFinding(directory, finding, output);
    const failed = cases.filter(({ outcome }) => outcome !== 'passed');
    const passed = failed.length === 0 && errors.length === 0;
    const mutation = values.mutate === true && passed ? await mutated(directory, traced) : undefined;
    if (output.json) {
      const told = mutation === undefined ? {} : { mutation: mutationJson(mutation) };
      output.document(testDocument(directory, cases, coverage, { faults: errors, updated, ...told }));
    } else {
      for (const result of failed) for (const line of failureLines(directory, result)) output.print(line);
      for (const line of coverageLines(directory, coverage)) output.print(line);
      output.print(`${cases.length} cases: ${cases.length - failed.length} passed, ${failed.length} failed`);
      if (updated > 0)
        output.print(`${updated} expectations rewritten; read what changed before you keep it`);
      if (mutation !== undefined) for (const line of mutationLines(directory, mutation)) output.print(line);
      else if (values.mutate === true) output.print('no mutants: all cases must pass first');
    }
    return passed && (mutation === undefined || isKilled(mutation)) ? 'done' : 'found';
  },
};

/** Tries the contract's mutants against its cases; those listed as equivalent are expected to pass unnoticed. */
async function mutated(directory: string, traced: TracedContract): Promise<MutationResult> {
  const path = join(directory, equivalentsFile);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const read = text === undefined ? { equivalents: [] } : readEquivalents(text);
  if ('fault' in read)
    throw new CommandFailure('wrong', 'mutants.broken', `${path}:${read.line}: ${read.fault}`);
  const display = showProgress(process.stderr);
  display.step('Mutants');
  try {
    return await mutate(traced, read.equivalents, (done, total) => display.progress('mutants', done, total));
  } finally {
    display.close();
  }
}

/** Rewrites the files of failing cases; gives how many expectations changed. */
async function update(directory: string, cases: readonly CaseResult[]): Promise<number> {
  let changed = 0;
  const files = new Set(cases.filter(({ outcome }) => outcome === 'failed').map(({ model }) => model.file));
  for (const file of files) {
    const path = join(directory, file);
    const updated = updateCases(file, await readFile(path, 'utf8'), cases);
    await writeFile(path, updated.text);
    changed += updated.changed;
  }
  return changed;
}

function tellFinding(directory: string, finding: Finding, output: Output): void {
  const place = { ...finding.place, file: join(directory, finding.place.file) };
  output.print(formatFinding({ ...finding, place }));
}
