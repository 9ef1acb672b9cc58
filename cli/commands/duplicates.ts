import { idMask, type ShowId } from '../../engine/rehearsal/index.ts';
import { type Duplicate, findDuplicates } from '../../engine/verification/index.ts';
import type { CommandFile } from '../command.ts';
import { readingContext } from '../context.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { contract, json, parameters, showIds, takes, target } from '../options.ts';
import { parametersOf } from '../parameters.ts';
import { newRun } from '../run.ts';
import { withTarget } from '../stores.ts';

/** `drawer duplicates`: logical ids that stand twice in a drawer, and clients with two drawers (R039, R040). */
export const duplicates: CommandFile = {
  name: 'duplicates',
  summary: 'look for repeated logical ids in drawers and for clients with two drawers',
  shape: (command) => takes(command, contract, target, parameters, showIds, json),
  run: async ({ values, output }) => {
    const plan = await openPlan(values);
    const bound = parametersOf(plan, values, process.env);
    const { run } = newRun();
    return withTarget(values.target, false, async (store): Promise<Ending> => {
      const raw = await findDuplicates(plan, store, readingContext(plan, run.id, run.now, bound));
      const show = idMask(plan.digests.mapping, values.showIds ?? false);
      const found = raw.map((duplicate) => masked(duplicate, show));
      if (output.json) output.document({ command: 'duplicates', duplicates: found });
      else {
        for (const duplicate of found) output.print(lineOf(duplicate));
        output.print(found.length === 0 ? 'No duplicates found' : 'MIGRATION PAUSED: Duplicates detected');
      }
      return found.length === 0 ? 'done' : 'found';
    });
  },
};

/** Ids as they may be shown. */
function masked(duplicate: Duplicate, show: ShowId): Duplicate {
  if (duplicate.kind === 'element')
    return { ...duplicate, drawer: show('', duplicate.drawer), key: show(duplicate.path, duplicate.key) };
  return {
    ...duplicate,
    client: show('client', duplicate.client),
    drawers: duplicate.drawers.map((id) => show('', id)),
  };
}

function lineOf(duplicate: Duplicate): string {
  if (duplicate.kind === 'drawer') return `${duplicate.client}: drawers ${duplicate.drawers.join(', ')}`;
  return `${duplicate.drawer}: ${duplicate.path} ${duplicate.key}, ${duplicate.times} times`;
}
