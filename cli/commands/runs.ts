import { join } from 'node:path';
import {
  type RunDetail,
  type RunHistory,
  removeOrphanedSpools,
  runDetail,
  runHistory,
} from '../../engine/migration/index.ts';
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
      const found = await runHistory(store);
      if (run === undefined) {
        if (output.json) output.document({ command: 'runs', runs: found.map(factsOf) });
        else {
          for (const one of found) output.print(lineOf(one));
          output.print(counted(found.length, 'run'));
        }
        return 'done';
      }
      const one = found.find((candidate) => candidate.run === run);
      if (one === undefined) throw unknownRun(run, store.label);
      const detail = await runDetail(store, run);
      if (output.json) output.document({ command: 'runs', ...factsOf(one), ...detail });
      else tell(one, detail, output);
      return 'done';
    });
  },
};

function factsOf({ startedAt, finishedAt, environment, engine, counts, ...rest }: RunHistory) {
  return {
    ...rest,
    started_at: startedAt,
    finished_at: finishedAt ?? null,
    environment: environment ?? null,
    engine: engine ?? null,
    counts: counts ?? null,
  };
}

function lineOf({ run, state, contract, version, partition, environment, startedAt }: RunHistory): string {
  const part = `${partition.index}/${partition.count}`;
  return [run, state, `${contract} ${version}`, part, environment ?? '', startedAt.toISOString()]
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
