import { join } from 'node:path';
import {
  type RunDetail,
  type RunHistory,
  removeOrphanedSpools,
  runDetail,
  runHistory,
} from '../../engine/migration/index.ts';
import { listRetirements, type Retirement } from '../../engine/retirement/index.ts';
import type { CommandFile } from '../command.ts';
import type { Ending } from '../exit.ts';
import { CommandFailure } from '../failure.ts';
import { json, reportsFolder, takes, target } from '../options.ts';
import type { Output } from '../output.ts';
import { counted } from '../size.ts';
import { withTarget } from '../stores.ts';

/** `drawer runs`: what has been run into a target (R137); `drawer runs clean`: what killed runs have left on this machine. */
export const runs: CommandFile = {
  name: 'runs',
  summary: 'list the runs that a target has recorded, or show one; clean removes what killed runs have left',
  shape: (command) => {
    command.argument('[run]', 'the run to show, or the word clean: removes working files under --out');
    takes(command, target, reportsFolder, json);
  },
  run: ({ words, values, output }) => {
    const [run] = words;
    if (run === 'clean') return clean(join(values.out ?? 'out', 'spool'), output);
    return withTarget(values.target, false, async (store): Promise<Ending> => {
      const migrations = await runHistory(store);
      const retirements = await listRetirements(store);
      if (run === undefined) {
        list([...migrations, ...retirements], output);
        return 'done';
      }
      const retirement = retirements.find((candidate) => candidate.run === run);
      if (retirement !== undefined) {
        if (output.json) output.document({ command: 'runs', ...retirementFacts(retirement) });
        else tellRetirement(retirement, output);
        return 'done';
      }
      const one = migrations.find((candidate) => candidate.run === run);
      if (one === undefined) throw unknownRun(run, store.label);
      const detail = await runDetail(store, run);
      if (output.json) output.document({ command: 'runs', ...factsOf(one), ...detail });
      else tell(one, detail, output);
      return 'done';
    });
  },
};

function list(found: readonly (RunHistory | Retirement)[], output: Output): void {
  const sorted = [...found].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  if (output.json) {
    const rows = sorted.map((one) => ('suffix' in one ? retirementFacts(one) : factsOf(one)));
    output.document({ command: 'runs', runs: rows });
    return;
  }
  for (const one of sorted) output.print('suffix' in one ? retirementLine(one) : lineOf(one));
  output.print(counted(sorted.length, 'run'));
}

function retirementFacts({ startedAt, finishedAt, contract, ...rest }: Retirement) {
  return {
    kind: 'retirement',
    ...rest,
    contract: contract.name,
    version: contract.version,
    mapping: contract.mapping,
    started_at: startedAt,
    finished_at: finishedAt ?? null,
  };
}

function retirementLine({ run, state, contract, suffix, environment, startedAt }: Retirement): string {
  const { name, version } = contract;
  return [run, state, `${name} ${version}`, suffix, environment, startedAt.toISOString()].join('  ');
}

function tellRetirement(retirement: Retirement, output: Output): void {
  output.print(retirementLine(retirement));
  output.print(`source: ${retirement.source}`);
  for (const { from, to, documents } of retirement.collections)
    output.print(`${from}  ${to}  ${counted(documents, 'document')}`);
  for (const { at, what, collection } of retirement.events)
    output.print(`${at.toISOString()}  ${what}${collection === undefined ? '' : `  ${collection}`}`);
}

function factsOf({ startedAt, finishedAt, environment, engine, counts, ...rest }: RunHistory) {
  return {
    kind: 'migration',
    ...rest,
    started_at: startedAt,
    finished_at: finishedAt ?? null,
    environment: environment ?? null,
    engine: engine ?? null,
    counts: counts ?? null,
  };
}

function lineOf(history: RunHistory): string {
  const { run, state, contract, version, partition, path, bounds, environment, startedAt } = history;
  const part = `${partition.index}/${partition.count}`;
  const way = path === 'batch' ? bounds : `${path} ${bounds}`.trimEnd();
  return [run, state, `${contract} ${version}`, part, way, environment ?? '', startedAt.toISOString()]
    .filter((text) => text !== '')
    .join('  ');
}

function tell(run: RunHistory, { bulks, quarantined, released }: RunDetail, output: Output): void {
  output.print(lineOf(run));
  output.print(`source: ${run.source}`);
  output.print(`mapping: ${run.mapping}`);
  for (const [name, value] of Object.entries(run.parameters))
    output.print(`${name}: ${value instanceof Date ? value.toISOString() : String(value)}`);
  if (run.finishedAt !== undefined) output.print(`finished: ${run.finishedAt.toISOString()}`);
  for (const [name, count] of Object.entries(run.counts ?? {})) output.print(`${name}: ${String(count)}`);
  for (const { sequence, state, inserted, replaced, links } of bulks)
    output.print(
      `bulk ${sequence}  ${state}  ${inserted} inserted, ${replaced} replaced, ${counted(links, 'link')}`,
    );
  const inserted = bulks.reduce((sum, bulk) => sum + bulk.inserted, 0);
  const replaced = bulks.reduce((sum, bulk) => sum + bulk.replaced, 0);
  output.print(`${counted(bulks.length, 'bulk')}: ${inserted} inserted, ${replaced} replaced`);
  output.print(`${quarantined} set aside, ${released} released`);
}

function unknownRun(run: string, place: string): CommandFailure {
  return new CommandFailure('wrong', 'run.unknown', `${place} has recorded no run ${run}`, {
    hint: 'drawer runs lists them',
  });
}

async function clean(spools: string, output: Output): Promise<Ending> {
  const removed = await removeOrphanedSpools(spools);
  if (output.json) output.document({ command: 'runs', removed });
  else output.print(`${removed.length} removed`);
  return 'done';
}
