import { join } from 'node:path';
import { Argument } from 'commander';
import { listRuns, removeOrphanedSpools } from '../../engine/migration/index.ts';
import type { CommandFile } from '../command.ts';
import type { Ending } from '../exit.ts';
import { json, reportsFolder, takes, target } from '../options.ts';
import type { Output } from '../output.ts';
import { withTarget } from '../stores.ts';

/** `drawer runs`: what has been run into a target; `drawer runs clean`: what killed runs have left on this machine. */
export const runs: CommandFile = {
  name: 'runs',
  summary: 'list the runs that a target has recorded; clean removes working files that killed runs have left',
  shape: (command) => {
    command.addArgument(new Argument('[action]', 'what to do instead of listing').choices(['clean']));
    takes(command, target, reportsFolder, json);
  },
  run: ({ words, values, output }) => {
    if (words[0] === 'clean') return clean(join(values.out ?? 'out', 'spool'), output);
    return withTarget(values.target, false, async (store): Promise<Ending> => {
      const found = await listRuns(store);
      if (output.json) {
        const rows = found.map(({ id, now, state, identity }) => ({
          run: id,
          started_at: now,
          state,
          ...identity,
        }));
        output.document({ command: 'runs', runs: rows });
        return 'done';
      }
      for (const { id, state, identity } of found) {
        const { contract, version, partition } = identity;
        output.print(`${id}  ${state}  ${contract} ${version}  ${partition.index}/${partition.count}`);
      }
      output.print(`${found.length} ${found.length === 1 ? 'run' : 'runs'}`);
      return 'done';
    });
  },
};

async function clean(spools: string, output: Output): Promise<Ending> {
  const removed = await removeOrphanedSpools(spools);
  if (output.json) output.document({ command: 'runs', removed });
  else output.print(`${removed.length} removed`);
  return 'done';
}
