import { join } from 'node:path';
import { Gathering, percentText, scanSources, wholePartition } from '../../engine/migration/index.ts';
import { idMask, type ShowId } from '../../engine/rehearsal/index.ts';
import { type Verification, verify as verifyTarget } from '../../engine/verification/index.ts';
import type { CommandFile } from '../command.ts';
import { readingContext } from '../context.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import {
  contract,
  json,
  parameters,
  partition,
  reportsFolder,
  showIds,
  source,
  takes,
  target,
} from '../options.ts';
import type { Output } from '../output.ts';
import { parametersOf } from '../parameters.ts';
import { showProgress } from '../progress.ts';
import { newRun } from '../run.ts';
import { withSource, withTarget } from '../stores.ts';

/** `drawer verify`: step 05; recomputes every legacy document and compares it with what the target holds. */
export const verify: CommandFile = {
  name: 'verify',
  summary: 'recompute every legacy document and compare it with the target; reads only',
  shape: (command) =>
    takes(command, contract, source, target, parameters, partition, reportsFolder, showIds, json),
  run: async ({ values, output }) => {
    const plan = await openPlan(values);
    const bound = parametersOf(plan, values, process.env);
    const { run, holder } = newRun();
    const gathering = new Gathering(join(values.out ?? 'out', 'spool', run.id), holder);
    const display = showProgress(process.stderr);
    try {
      return await withSource(values.source, (from) =>
        withTarget(values.target, false, async (store): Promise<Ending> => {
          const part = values.partition ?? wholePartition;
          const scanned = await scanSources(plan, from, gathering, part, run.now, display.progress);
          const found = await verifyTarget({
            plan,
            target: store,
            context: readingContext(plan, run.id, run.now, bound),
            buckets: gathering.buckets(),
            total: scanned.sources.reduce((sum, { taken }) => sum + taken, 0),
            progress: display.progress,
          });
          display.close();
          tell(found, idMask(scanned.digest, values.showIds ?? false), output);
          return found.mismatches.length === 0 && found.equal === found.compared ? 'done' : 'found';
        }),
      );
    } finally {
      display.close();
      await gathering.discard();
    }
  },
};

function tell(found: Verification, show: ShowId, output: Output): void {
  const { compared, equal, different, missing, drawers } = found;
  const mismatches = found.mismatches.map(({ drawer, document, ...rest }) => ({
    ...rest,
    drawer: show('', drawer),
    document: document === undefined ? null : { ...document, id: show(document.source, document.id) },
  }));
  const rates = Object.fromEntries(
    [...found.rates].map(([mapping, rate]) => [mapping, { ...rate, percent: percentText(rate) }]),
  );
  if (output.json) {
    output.document({ command: 'verify', compared, equal, different, missing, drawers, rates, mismatches });
    return;
  }
  for (const { code, drawer, path } of mismatches) output.print(`${code}  ${drawer}  ${path}`);
  for (const [mapping, { landed, of, percent }] of Object.entries(rates)) {
    output.print(`${mapping}: ${landed} of ${of}${percent === null ? '' : `, ${percent} %`}`);
  }
  output.print(`${compared} compared: ${equal} equal, ${different} different, ${missing} missing`);
}
