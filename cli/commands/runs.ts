import { listRuns } from '../../engine/migration/index.ts';
import type { CommandFile } from '../command.ts';
import type { Ending } from '../exit.ts';
import { json, takes, target } from '../options.ts';
import { withTarget } from '../stores.ts';

/** `drawer runs`: what has been run into a target. */
export const runs: CommandFile = {
  name: 'runs',
  summary: 'list the runs that a target has recorded',
  shape: (command) => takes(command, target, json),
  run: ({ values, output }) =>
    withTarget(values.target, false, async (store): Promise<Ending> => {
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
    }),
};
