import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Gathering, percentText, scanSources, wholePartition } from '../../engine/migration/index.ts';
import { idMask, type ShowId } from '../../engine/rehearsal/index.ts';
import {
  type LiveVerification,
  type Mismatch,
  shownValue,
  type Verification,
  verifyLive,
  verify as verifyTarget,
} from '../../engine/verification/index.ts';
import type { CommandFile } from '../command.ts';
import { readingContext } from '../context.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { stepOf } from '../migration.ts';
import {
  contract,
  databases,
  json,
  parameters,
  partition,
  reportsFolder,
  showIds,
  source,
  step,
  takes,
  target,
} from '../options.ts';
import type { Output } from '../output.ts';
import { parametersOf } from '../parameters.ts';
import { showProgress } from '../progress.ts';
import { newRun } from '../run.ts';
import { withContractSources, withTarget } from '../stores.ts';

/** `drawer verify`: step 05; recomputes every legacy document and compares it with what the target holds. */
export const verify: CommandFile = {
  name: 'verify',
  summary: 'recompute every legacy document and compare it with the target; reads only',
  shape: (command) =>
    takes(
      command,
      contract,
      source,
      databases,
      target,
      parameters,
      step,
      partition,
      reportsFolder,
      showIds,
      json,
    ),
  run: async ({ values, output }) => {
    const plan = await openPlan(values);
    const bound = parametersOf(plan, values, process.env);
    const only = stepOf(plan, values.step);
    const display = showProgress(process.stderr);
    let mask = '';
    try {
      return await withContractSources(plan, values, values.source, (from) =>
        withTarget(values.target, false, async (store): Promise<Ending> => {
          const look = async (): Promise<Verification> => {
            const { run, holder } = newRun();
            const gathering = new Gathering(join(values.out ?? 'out', 'spool', run.id), holder);
            try {
              const part = values.partition ?? wholePartition;
              const scanned = await scanSources(plan, from, gathering, part, run.now, display.progress);
              mask = scanned.digest;
              return await verifyTarget({
                plan,
                target: store,
                context: readingContext(plan, run.id, run.now, bound, only),
                buckets: gathering.buckets(),
                total: scanned.sources.reduce((sum, { taken }) => sum + taken, 0),
                progress: display.progress,
              });
            } finally {
              await gathering.discard();
            }
          };
          const live = from.kind === 'mongodb' || store.kind === 'mongodb';
          const found = await verifyLive(look, live ? () => wait(settling) : undefined);
          display.close();
          tell(found, idMask(mask, values.showIds ?? false), values.showIds ?? false, output);
          return found.mismatches.length === 0 && found.equal === found.compared ? 'done' : 'found';
        }),
      );
    } finally {
      display.close();
    }
  },
};

/** How long a write may be under way before a mismatch counts as stuck, in milliseconds. */
const settling = 3000;

function tell(found: LiveVerification, show: ShowId, shown: boolean, output: Output): void {
  const { compared, equal, different, missing, drawers } = found;
  const told = ({ drawer, document, wanted, held, since, ...rest }: Mismatch) => ({
    ...rest,
    drawer: show('', drawer),
    document: document === undefined ? null : { ...document, id: show(document.source, document.id) },
    wanted: shownValue(wanted, shown),
    held: shownValue(held, shown),
    since: since?.toISOString() ?? null,
  });
  const mismatches = found.mismatches.map(told);
  const stuck = found.stuck.map(told);
  const transient = found.transient.map(told);
  const rates = Object.fromEntries(
    [...found.rates].map(([mapping, rate]) => [mapping, { ...rate, percent: percentText(rate) }]),
  );
  if (output.json) {
    output.document({
      command: 'verify',
      compared,
      equal,
      different,
      missing,
      drawers,
      rates,
      mismatches,
      stuck,
      transient,
    });
    return;
  }
  for (const { code, drawer, path, wanted, held, since } of mismatches) {
    const age = since === null ? '' : `, since ${since}`;
    output.print(`${code}  ${drawer}  ${path}: ${held} instead of ${wanted}${age}`);
  }
  for (const [mapping, { landed, of, percent }] of Object.entries(rates)) {
    output.print(`${mapping}: ${landed} of ${of}${percent === null ? '' : `, ${percent} %`}`);
  }
  if (stuck.length + transient.length > 0)
    output.print(`${stuck.length} stuck, ${transient.length} transient`);
  output.print(`${compared} compared: ${equal} equal, ${different} different, ${missing} missing`);
}
