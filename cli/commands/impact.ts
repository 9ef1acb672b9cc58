import { join } from 'node:path';
import { dataVerdict, diff, measureImpact } from '../../engine/comparison/index.ts';
import { type Contract, compilePlan, type Plan } from '../../engine/contract/index.ts';
import type { SourceStore } from '../../engine/stores/index.ts';
import { renderImpactText, writeImpact } from '../../reports/index.ts';
import type { CommandFile } from '../command.ts';
import { readingContext } from '../context.ts';
import { brokenContract, wrongCall } from '../failure.ts';
import { contract, databases, json, language, parameters, reportsFolder, source, takes } from '../options.ts';
import { parametersOf } from '../parameters.ts';
import { showProgress } from '../progress.ts';
import { newRun } from '../run.ts';
import { withContractSources } from '../stores.ts';
import { type OpenedVersion, openVersion } from '../versions.ts';

/** `drawer impact`: what a change of version does to real data, before anything runs. */
export const impact: CommandFile = {
  name: 'impact',
  summary: 'try two versions of a contract on the same data: how many clients the change touches, and where',
  shape: (command) => {
    command
      .argument('<from>', 'a version number, or a folder')
      .argument('<to>', 'the later version')
      .option('--show-values', 'samples and clients as they are');
    takes(command, contract, source, databases, parameters, reportsFolder, language, json);
  },
  run: async ({ words, values, output }) => {
    const [first = '', second = ''] = words;
    const from = sound(await openVersion(first, values.contract));
    const to = sound(await openVersion(second, values.contract));
    if (from.name !== to.name) throw wrongCall(`${from.name} and ${to.name} are two contracts`);
    const { run, holder } = newRun();
    const bound = (version: Contract) => {
      const plan = compilePlan(version);
      const given = parametersOf(plan, values, process.env);
      return { plan, context: readingContext(plan, run.id, run.now, given) };
    };
    const [before, after] = [bound(from), bound(to)];
    const display = showProgress(process.stderr);
    const out = values.out ?? 'out';
    const opened = <T>(plan: Plan, work: (store: SourceStore) => Promise<T>): Promise<T> =>
      withContractSources(plan, values, values.source, work);
    const found = await opened(before.plan, (old) =>
      opened(after.plan, (now) =>
        measureImpact({
          from: { ...before, source: old },
          to: { ...after, source: now },
          spool: join(out, 'spool', run.id),
          holder,
          progress: display.progress,
          showValues: values.showValues ?? false,
        }),
      ),
    ).finally(() => display.close());
    const changes = diff(from, to);
    const facts = {
      command: 'impact',
      from: changes.from,
      to: changes.to,
      impact: found,
      rules: { worst: changes.worst ?? null, counts: changes.counts },
      verdict: dataVerdict(found, changes),
    };
    const lang = values.lang ?? 'es';
    const reports = await writeImpact(facts, out, lang);
    if (output.json) output.document({ ...facts, reports });
    else output.print(renderImpactText(facts, reports, lang).trimEnd());
    return 'done';
  },
};

/** A version that can be run. */
function sound({ contract: version, errors, folder }: OpenedVersion): Contract {
  if (errors.length > 0) throw brokenContract(folder, errors);
  return version;
}
