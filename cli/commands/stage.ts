import { join } from 'node:path';
import { type StageObserver, stage as stageSource } from '../../engine/rehearsal/index.ts';
import {
  renderStageSummary,
  stagingReportPaths,
  wantsColour,
  writeStagingReport,
} from '../../reports/index.ts';
import type { CommandFile } from '../command.ts';
import { openPlan } from '../contract.ts';
import {
  contract,
  databases,
  environment,
  json,
  language,
  pace,
  parameters,
  partition,
  reportsFolder,
  showIds,
  source,
  takes,
  target,
} from '../options.ts';
import { parametersOf } from '../parameters.ts';
import { product } from '../product.ts';
import { type Display, showProgress } from '../progress.ts';
import { newRun } from '../run.ts';
import { withContractSources, withTarget } from '../stores.ts';

/** The stages of a staging run, as they are announced. */
const titles: Readonly<Record<string, string>> = {
  restore: 'Restoring the dump into the target',
  scan: 'Reading the source',
  copy: 'Copying the target for the rehearsal',
  prepare: 'Preparing the target',
  migrate: 'Migrating',
  verify: 'Verifying',
  rehearse: 'Rehearsing the rollback in the copy',
};

/** `drawer stage`: the whole migration on a dump, and the report of it. */
export const stage: CommandFile = {
  name: 'stage',
  summary: 'rehearse the whole migration on a dump, and report on it',
  shape: (command) => {
    command.argument('[source]', 'the dump, like --source');
    command.option('--no-rehearsal', 'without the rehearsal of the rollback in a copy of the target');
    takes(command, contract, source, databases, target, parameters, environment, partition, pace);
    takes(command, language, reportsFolder, showIds, json);
  },
  run: async ({ words, values, output }) => {
    const out = values.out ?? 'out';
    const lang = values.lang ?? 'es';
    const plan = await openPlan(values);
    const bound = parametersOf(plan, values, process.env);
    const display = showProgress(process.stderr);
    const { run, holder } = newRun();
    const result = await withContractSources(plan, values, words[0] ?? values.source, (opened) =>
      withTarget(values.target ?? `embedded:${join(out, 'target')}`, true, (into) =>
        stageSource(
          {
            plan,
            source: opened,
            target: into,
            parameters: bound,
            environment: values.env ?? 'staging',
            ...(values.partition === undefined ? {} : { partition: values.partition }),
            batch: values.batch ?? 1000,
            timeoutSeconds: values.timeout ?? 120,
            workers: values.workers ?? 1,
            showIds: values.showIds ?? false,
            rehearsal: values.rehearsal ?? true,
            spool: join(out, 'spool', run.id),
            run,
            holder,
            engine: product(),
          },
          observer(display),
        ),
      ),
    ).finally(() => display.close());
    const reports = Object.values(stagingReportPaths(out));
    const told = { ...result, reports };
    await writeStagingReport(told, out, lang);
    if (output.json) output.document(told);
    else {
      const colour = wantsColour(process.stdout, process.env);
      output.print(renderStageSummary(told, { lang, colour }).trimEnd());
    }
    return result.verdict === 'accepted' ? 'done' : 'found';
  },
};

function observer(display: Display): StageObserver {
  return {
    step: (name) => display.step(titles[name] ?? name),
    progress: (name, done, total) => display.progress(name, done, total),
    notice: ({ code, message, place }) =>
      display.notice(`${place === '' ? '' : `${place}: `}${message} [${code}]`),
  };
}
