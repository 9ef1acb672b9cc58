import { writeFile } from 'node:fs/promises';
import { outlineOf, previewApply } from '../../engine/migration/index.ts';
import type { CommandFile } from '../command.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { applyObserver, applyRequest, withStores } from '../migration.ts';
import {
  contract,
  databases,
  json,
  pace,
  parameters,
  partition,
  planFile,
  reportsFolder,
  source,
  step,
  takes,
  target,
} from '../options.ts';
import { tellOutline } from '../outline-display.ts';
import { parametersOf } from '../parameters.ts';
import { showProgress } from '../progress.ts';

/** `drawer plan`: what `apply` would do, counted per collection and step; writes nothing into the stores. */
export const plan: CommandFile = {
  name: 'plan',
  summary: 'count what apply would do, without writing; -o keeps it as a file that apply follows',
  shape: (command) =>
    takes(
      command,
      contract,
      source,
      databases,
      target,
      parameters,
      partition,
      pace,
      step,
      planFile,
      reportsFolder,
      json,
    ),
  run: async ({ values, output }) => {
    const compiled = await openPlan(values);
    const bound = parametersOf(compiled, values, process.env);
    const display = showProgress(process.stderr);
    try {
      return await withStores(compiled, values, false, async (stores): Promise<Ending> => {
        const request = applyRequest(compiled, bound, stores, 'staging', values);
        const { scanned, walked } = await previewApply(request, applyObserver(display));
        display.close();
        const outline = outlineOf(request, scanned, walked.tally);
        if (values.output !== undefined)
          await writeFile(values.output, `${JSON.stringify(outline, null, 2)}\n`, { mode: 0o600 });
        if (output.json) output.document({ command: 'plan', ...outline });
        else tellOutline(outline, output);
        return 'done';
      });
    } finally {
      display.close();
    }
  },
};
