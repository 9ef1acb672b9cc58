import { writeFile } from 'node:fs/promises';
import { type Outline, outlineOf, previewApply } from '../../engine/migration/index.ts';
import type { CommandFile } from '../command.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { applyObserver, applyRequest, withStores } from '../migration.ts';
import {
  contract,
  json,
  pace,
  parameters,
  partition,
  planFile,
  reportsFolder,
  source,
  takes,
  target,
} from '../options.ts';
import type { Output } from '../output.ts';
import { parametersOf } from '../parameters.ts';
import { showProgress } from '../progress.ts';

/** `drawer plan`: what `apply` would do, counted per collection and step; writes nothing into the stores. */
export const plan: CommandFile = {
  name: 'plan',
  summary: 'count what apply would do, without writing; -o keeps it as a file that apply follows',
  shape: (command) =>
    takes(command, contract, source, target, parameters, partition, pace, planFile, reportsFolder, json),
  run: async ({ values, output }) => {
    const compiled = await openPlan(values);
    const bound = parametersOf(compiled, values, process.env);
    const display = showProgress(process.stderr);
    try {
      return await withStores(values, false, async (stores): Promise<Ending> => {
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

/** An outline as lines: drawers, then each source with its dispositions, then why documents are set aside. */
export function tellOutline({ steps, drawers, quarantine, conflicts }: Outline, output: Output): void {
  const { inserted, changed, unchanged } = drawers;
  output.print(`drawers: ${inserted} inserted, ${changed} changed, ${unchanged} unchanged`);
  for (const { step, entity, collections } of steps) {
    output.print(`${step} ${entity}`);
    for (const [name, counts] of Object.entries(collections)) {
      const some = Object.entries(counts).filter(([, count]) => count > 0);
      const text = some.map(([disposition, count]) => `${count} ${disposition}`).join(', ');
      output.print(`  ${name}: ${text === '' ? 'nothing' : text}`);
    }
  }
  for (const { code, source: name, where, count } of quarantine)
    output.print(`${count} set aside: ${code}  ${name}${where === null ? '' : `  ${where}`}`);
  for (const { path, count } of conflicts) output.print(`${count} in conflict: ${path}`);
}
