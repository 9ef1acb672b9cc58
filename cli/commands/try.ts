import { Option } from 'commander';
import {
  type Attempt,
  attempt,
  type Chosen,
  chooseDocuments,
  loadTraced,
  sampleDocuments,
  type TracedContract,
} from '../../engine/authoring/index.ts';
import { contractFolders, formatFinding } from '../../engine/contract/index.ts';
import type { CommandFile } from '../command.ts';
import { atDesk, type Desk } from '../desk.ts';
import type { Ending } from '../exit.ts';
import { CommandFailure, wrongCall } from '../failure.ts';
import {
  contract,
  json,
  mask,
  parameters,
  reportsFolder,
  sampleSize,
  source,
  takes,
  type Values,
} from '../options.ts';
import type { Output } from '../output.ts';
import { storyJson } from '../story-display.ts';
import { attemptLines, legend } from '../try-display.ts';
import { watchFolder } from '../watch.ts';

/** `drawer try MAPPING`: a document or a client through one mapping, side by side. */
export const tryCommand: CommandFile = {
  name: 'try',
  summary: 'put documents through one mapping and show source and drawer side by side; writes nothing',
  shape: (command) => {
    command.argument('<mapping>', 'the mapping, as the contract names it');
    command.addOption(new Option('--doc <id>', 'this document').conflicts(['client', 'sample']));
    command.addOption(new Option('--client <id>', 'all documents of this client').conflicts('sample'));
    takes(command, sampleSize);
    command.addOption(
      new Option('--watch', 'again whenever a file of the contract is saved').conflicts('json'),
    );
    takes(command, contract, source, parameters, reportsFolder, mask, json);
  },
  run: ({ words, values, output, stopped }) =>
    atDesk(values, async (desk): Promise<Ending> => {
      const mapping = words[0] ?? '';
      const names = desk.traced.plan.mappings.map(({ name }) => name);
      if (!names.includes(mapping))
        throw wrongCall(`the contract has no mapping ${mapping}`, `it has ${names.join(', ')}`);
      const chosen = await choose(desk, mapping, values);
      show(desk, desk.traced, chosen, values, output);
      if (values.watch !== true) return 'done';
      const end = stopped();
      output.print(`watching ${desk.directory}; Ctrl-C ends`);
      const again = async (): Promise<void> => {
        output.clear();
        const { traced, findings } = await loadTraced(desk.directory);
        if (traced !== undefined) show(desk, traced, chosen, values, output);
        else for (const finding of findings) output.print(formatFinding(finding));
        output.print(`watching ${desk.directory}; Ctrl-C ends`);
      };
      await watchFolder(desk.directory, contractFolders, again, end);
      return 'done';
    }),
};

async function choose(desk: Desk, mapping: string, values: Values): Promise<readonly Chosen[]> {
  const { traced, legacy } = desk;
  const { doc, client } = values;
  if (doc === undefined && client === undefined)
    return sampleDocuments(traced.plan, legacy, mapping, values.sample ?? 1, values.seed ?? 1);
  const chosen = await chooseDocuments(traced.plan, legacy, mapping, (gathered, name, id) =>
    doc === undefined ? desk.names(client ?? '', gathered) : desk.namesDocument(doc, name, id),
  );
  if (chosen.length > 0) return chosen;
  const [code, what] =
    doc === undefined ? ['client.unknown', `client ${client}`] : ['document.unknown', `document ${doc}`];
  throw new CommandFailure('wrong', code, `the sources of ${mapping} have no ${what}`, {
    hint: 'ids are those of the source, or hashed ones of a report',
  });
}

function show(
  desk: Desk,
  traced: TracedContract,
  chosen: readonly Chosen[],
  values: Values,
  output: Output,
): void {
  const { showing, context } = desk;
  const attempts = chosen
    .flatMap((each) => attempt(traced, each, context))
    .filter((each) => each !== undefined);
  if (output.json) {
    const documents = attempts.map((each) => attemptJson(each, desk, values.mask === true));
    output.document({ command: 'try', documents });
    return;
  }
  const width = process.stdout.columns ?? 160;
  output.print(`contract ${desk.directory}`);
  for (const each of attempts) {
    output.print('');
    for (const line of attemptLines(each, showing, width)) output.print(line);
  }
  output.print('');
  output.print(legend);
}

function attemptJson({ story, additions }: Attempt, { showing }: Desk, masked: boolean): object {
  const values = additions.map(({ path, value, place }) => ({
    path,
    value: showing.value(value),
    place: place ?? null,
  }));
  return { ...storyJson(story, showing, masked), additions: values };
}
