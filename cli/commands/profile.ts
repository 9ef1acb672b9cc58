import { nameStores, profile as profileStores } from '../../engine/authoring/index.ts';
import { renderProfileSummary, writeProfile } from '../../reports/index.ts';
import type { CommandFile } from '../command.ts';
import { openContract } from '../contract.ts';
import { json, language, reportsFolder, takes } from '../options.ts';
import { showProgress } from '../progress.ts';
import { withSources } from '../stores.ts';

/** The two passes over the data, as they are announced. */
const titles = { count: 'Counting', relate: 'Relating' } as const;

/** `drawer profile`: the census of the data, for who is about to write a contract. */
export const profile: CommandFile = {
  name: 'profile',
  summary: 'take a census of dumps or other stores: paths, types, values, ids, clients, links',
  shape: (command) => {
    command.argument(
      '[store...]',
      'dumps, embedded:DIR or mongodb:// URIs, looked at together; like --source',
    );
    command.option(
      '--contract <dir>',
      'whose clients and dates are taken, and whose undeclared paths are told (default: that of drawer.yaml)',
    );
    command.option('--guess', 'clients and dates from the data alone, whatever drawer.yaml says');
    command.option('--show-values', 'all values as they are, whoever they tell of');
    takes(command, language, reportsFolder, json);
  },
  run: async ({ words, values, output }) => {
    const guess = values.guess === true || values.contract === undefined;
    const contract = guess ? undefined : await openContract(values);
    const display = showProgress(process.stderr);
    const facts = await withSources(words.length > 0 ? words : [values.source], (stores) =>
      profileStores({
        stores: nameStores(stores),
        ...(contract === undefined ? {} : { contract }),
        showValues: values.showValues ?? false,
        observer: {
          pass: (pass) => display.step(titles[pass]),
          progress: (collection, documents) => display.progress(collection, documents, undefined),
        },
      }),
    ).finally(() => display.close());
    const lang = values.lang ?? 'es';
    const reports = await writeProfile(facts, values.out ?? 'out', lang);
    if (output.json) output.document(facts);
    else output.print(renderProfileSummary(facts, { lang, reports }).trimEnd());
    return 'done';
  },
};
