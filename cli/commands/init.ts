import { prepareTarget, recordEnvironment } from '../../engine/migration/index.ts';
import type { CommandFile } from '../command.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { environmentFor } from '../migration.ts';
import { contract, environment, json, takes, target } from '../options.ts';
import { withTarget } from '../stores.ts';

/** `drawer init`: step 00; the drawers' collection with its indexes. Converges, and says what differs. */
export const init: CommandFile = {
  name: 'init',
  summary: "make the drawers' collection with its indexes, or say how it differs from the contract",
  shape: (command) => takes(command, contract, target, environment, json),
  run: async ({ values, output }) => {
    const plan = await openPlan(values);
    return withTarget(values.target, true, async (store): Promise<Ending> => {
      const kind = await environmentFor(plan, store, values);
      const { created, drift } = await prepareTarget(plan, store);
      await recordEnvironment(store, kind);
      const { collection, indexes } = plan.target;
      if (output.json) {
        const rows = drift.map(({ code, message }) => ({ code, message }));
        output.document({
          command: 'init',
          collection,
          indexes: indexes.length,
          created,
          environment: kind,
          drift: rows,
        });
      } else {
        output.print(`${collection}: ${created ? 'created' : 'there'}, ${indexes.length} indexes, ${kind}`);
        for (const { code, message } of drift) output.print(`  ${message} [${code}]`);
      }
      return drift.length === 0 ? 'done' : 'found';
    });
  },
};
