import { join } from 'node:path';
import { dataVerdict, diff, measureImpact, type Subject } from '../../engine/comparison/index.ts';
import { type Contract, compilePlan } from '../../engine/contract/index.ts';
import { renderImpactText, writeImpact } from '../../reports/index.ts';
import type { CommandFile } from '../command.ts';
import { readingContext } from '../context.ts';
import { brokenContract, wrongCall } from '../failure.ts';
import { contract, json, language, parameters, reportsFolder, source, takes } from '../options.ts';
import { parametersOf } from '../parameters.ts';
import { showProgress } from '../progress.ts';
import { newRun } from '../run.ts';
import { withSource } from '../stores.ts';
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
    takes(command, contract, source, parameters, reportsFolder, language, json);
  },
  run: async ({ words, values, output }) => {
    const [first = '', second = ''] = words;
    const from = sound(await openVersion(first, values.contract));
    const to = sound(await openVersion(second, values.contract));
    if (from.name !== to.name) throw wrongCall(`${from.name} and ${to.name} are two contracts`);
    const { run, holder } = newRun();
    const subject = (version: Contract): Subject => {
      const plan = compilePlan(version);
      return {
        plan,
        context: readingContext(plan, run.id, run.now, parametersOf(plan, values, process.env)),
      };
    };
    const display = showProgress(process.stderr);
    const out = values.out ?? 'out';
    const found = await withSource(values.source, (store) =>
      measureImpact({
        from: subject(from),
        to: subject(to),
        source: store,
        spool: join(out, 'spool', run.id),
        holder,
        progress: display.progress,
        showValues: values.showValues ?? false,
      }),
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
