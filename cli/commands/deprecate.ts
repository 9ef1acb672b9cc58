import { join } from 'node:path';
import { compilePlan } from '../../engine/contract/index.ts';
import { recordEnvironment } from '../../engine/migration/index.ts';
import {
  deprecate as deprecateCollections,
  dropRetired,
  retiredCollections,
} from '../../engine/retirement/index.ts';
import type { Call, CommandFile } from '../command.ts';
import { openContract } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { wrongCall } from '../failure.ts';
import { environmentFor } from '../migration.ts';
import {
  contract,
  environment,
  json,
  quietHours,
  reportsFolder,
  source,
  takes,
  target,
  watchHours,
} from '../options.ts';
import { tellRetired, withLegacy } from '../retirement.ts';
import { newRun } from '../run.ts';

/** `drawer deprecate`: step 06, renames the legacy collections that the contract retires (R101, R102, R125). */
export const deprecate: CommandFile = {
  name: 'deprecate',
  summary: 'rename the legacy collections that the contract retires; --delete drops them 30 days later',
  shape: (command) => {
    command.option('--delete', 'drop the renamed collections for good, 30 days after they were renamed');
    command.option('--yes', 'with --delete: that is meant');
    command.option('--backup <dir>', 'the final backup: it must hold what is to be renamed, as it is now');
    takes(command, contract, source, target, environment, quietHours, watchHours, reportsFolder, json);
  },
  run: (call) => (call.values.delete === true ? drop(call) : rename(call)),
};

async function rename({ values, output }: Call): Promise<Ending> {
  if (values.yes === true) throw wrongCall('--yes confirms --delete and nothing else');
  const opened = await openContract(values);
  const plan = compilePlan(opened);
  return withLegacy(values, async (legacy, store): Promise<Ending> => {
    const kind = await environmentFor(plan, store, values);
    const begun = newRun();
    const retired = await deprecateCollections({
      plan,
      collections: retiredCollections(opened),
      source: legacy,
      target: store,
      environment: kind,
      quietHours: values.quietHours ?? 24,
      watchHours: values.watchHours ?? 48,
      backup: values.backup,
      spool: join(values.out ?? 'out', 'spool', begun.run.id),
      ...begun,
    });
    await recordEnvironment(store, kind);
    tellRetired('deprecate', 'renamed', retired, output);
    return 'done';
  });
}

function drop({ values, output }: Call): Promise<Ending> {
  return withLegacy(values, async (legacy, store): Promise<Ending> => {
    const { run, holder } = newRun();
    const request = { source: legacy, target: store, now: run.now, holder };
    tellRetired('deprecate', 'dropped', await dropRetired(request, values.yes ?? false), output);
    return 'done';
  });
}
