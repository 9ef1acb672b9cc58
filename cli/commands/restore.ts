import { type LeftOut, type RestoredBackup, restoreBackup } from '../../engine/backup/index.ts';
import { openTarget } from '../../engine/stores/index.ts';
import { showing } from '../backup-display.ts';
import type { CommandFile } from '../command.ts';
import { wrongCall } from '../failure.ts';
import { json, takes } from '../options.ts';
import type { Output } from '../output.ts';
import { counted, sizeText } from '../size.ts';

/** Why a collection was left out, for people. */
const reasons: Readonly<Record<LeftOut['reason'], string>> = {
  record: 'a record of the product',
  system: 'the server’s own',
  not_asked_for: 'not asked for',
};

/** `drawer restore`: a backup, or what mongodump wrote, into a store that has none of its collections (I57). */
export const restore: CommandFile = {
  name: 'restore',
  summary: 'restore a backup or a dump into a store that has none of its collections, and compare',
  shape: (command) => {
    command.argument('<dir>', 'the backup: the folder itself; or the folder of a dump');
    command.option('--target <store>', 'where to restore it: embedded:DIR or a MongoDB URI');
    command.option(
      '--only <collection>',
      'this collection alone; repeat it for more',
      (name: string, before: readonly string[] = []) => [...before, name],
    );
    command.option('--with-records', 'the product’s own records (migration_…) too');
    takes(command, json);
  },
  run: async ({ words, values, output }) => {
    const { target } = values;
    if (target === undefined) throw wrongCall('no target given', 'name one with --target STORE');
    const restored = await showing(process.stderr, (observer) =>
      restoreBackup(words[0] ?? '', (create) => openTarget(target, { create }), {
        ...(values.only === undefined ? {} : { only: values.only }),
        records: values.withRecords ?? false,
        observer,
      }),
    );
    if (output.json) output.document({ command: 'restore', verified: true, ...restored });
    else print(restored, output);
    return 'done';
  },
};

function print(restored: RestoredBackup, output: Output): void {
  const { collections, left, target, manifest } = restored;
  const width = Math.max(...collections.map(({ name }) => name.length));
  for (const { name, documents, bytes, repeated } of collections) {
    const note = repeated === 0 ? '' : `  ${counted(repeated, 'document')} came more than once`;
    output.print(`  ${name.padEnd(width)}  ${counted(documents, 'document')}, ${sizeText(bytes)}${note}`);
  }
  for (const { name, reason } of left) output.print(`  ${name}: left out, ${reasons[reason]}`);
  const what = manifest === undefined ? 'the dump' : 'the manifest';
  output.print(
    `${counted(collections.length, 'collection')}, ${counted(restored.documents, 'document')} ` +
      `restored into ${target}, and compared with ${what}`,
  );
}
