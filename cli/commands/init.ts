import { prepareTarget, recordEnvironment, type Validator } from '../../engine/migration/index.ts';
import type { CommandFile } from '../command.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { environmentFor } from '../migration.ts';
import { contract, environment, json, takes, target } from '../options.ts';
import { withTarget } from '../stores.ts';

/** `drawer init`: step 00; the drawers' collection, its indexes and validator. Converges, and says what differs. */
export const init: CommandFile = {
  name: 'init',
  summary:
    "make the drawers' collection with its indexes and validator, or say how it differs from the contract",
  shape: (command) => takes(command, contract, target, environment, json),
  run: async ({ values, output }) => {
    const plan = await openPlan(values);
    return withTarget(values.target, true, async (store): Promise<Ending> => {
      const kind = await environmentFor(plan, store, values);
      const { created, drift, validator } = await prepareTarget(plan, store);
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
          validator,
          drift: rows,
        });
      } else {
        output.print(`${collection}: ${created ? 'created' : 'there'}, ${indexes.length} indexes, ${kind}`);
        output.print(validatorLine(validator));
        for (const pointer of validator.omitted) output.print(`  not checked by the server: ${pointer}`);
        for (const { code, message } of drift) output.print(`  ${message} [${code}]`);
      }
      return drift.length === 0 ? 'done' : 'found';
    });
  },
};

const actions: Readonly<Record<Validator['action'], string>> = {
  error: 'refuses what the schema of the contract does not take',
  warn: 'logs what the schema of the contract does not take, and lets it in',
  off: 'none, as the policy says',
  none: 'none: this store checks nothing by itself',
};

function validatorLine({ action }: Validator): string {
  return `validator: ${actions[action]}`;
}
