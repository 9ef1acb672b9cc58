import { outlineOf, reconcile as reconcileLate, recordEnvironment } from '../../engine/migration/index.ts';
import type { CommandFile } from '../command.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { wrongCall } from '../failure.ts';
import { applyObserver, applyRequest, environmentFor, withStores } from '../migration.ts';
import {
  contract,
  databases,
  environment,
  json,
  pace,
  parameters,
  partition,
  period,
  rate,
  reportsFolder,
  source,
  takes,
  target,
} from '../options.ts';
import { tellOutline } from '../outline-display.ts';
import { parametersOf } from '../parameters.ts';
import { showProgress } from '../progress.ts';

/** `drawer reconcile`: brings what is after the cutoff and missing from the drawers (I49, I50, I53). */
export const reconcile: CommandFile = {
  name: 'reconcile',
  summary: 'bring every legacy document after the cutoff that is missing from the drawers',
  shape: (command) =>
    takes(
      command,
      contract,
      source,
      databases,
      target,
      parameters,
      environment,
      period,
      partition,
      pace,
      rate,
      reportsFolder,
      json,
    ),
  run: async ({ values, output }) => {
    const { from, to } = values;
    if (from !== undefined && to !== undefined && from >= to)
      throw wrongCall(
        '--from is not before --to',
        'documents from the first on and before the second are meant',
      );
    const plan = await openPlan(values);
    const bound = parametersOf(plan, values, process.env);
    const display = showProgress(process.stderr);
    try {
      return await withStores(plan, values, true, async (stores): Promise<Ending> => {
        const kind = await environmentFor(plan, stores.target, values);
        const request = applyRequest(plan, bound, stores, kind, values);
        await recordEnvironment(stores.target, kind);
        const span = { ...(from instanceof Date ? { from } : {}), ...(to === undefined ? {} : { to }) };
        const { scanned, migration, way } = await reconcileLate(request, span, applyObserver(display));
        display.close();
        const outline = outlineOf({ ...request, way }, scanned, migration.tally);
        const { run, resumed } = migration;
        if (output.json)
          output.document({ command: 'reconcile', run: run.id, resumed, environment: kind, ...outline });
        else {
          output.print(`run ${run.id}${resumed ? ', resumed' : ''}`);
          tellOutline(outline, output);
        }
        return outline.quarantine.length === 0 && outline.conflicts.length === 0 ? 'done' : 'found';
      });
    } finally {
      display.close();
    }
  },
};
