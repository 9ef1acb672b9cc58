import { type ReturnResult, returnToBackup } from '../engine/recovery/index.ts';
import type { TargetStore } from '../engine/stores/index.ts';
import { showing } from './backup-display.ts';
import type { Call } from './command.ts';
import type { Ending } from './exit.ts';
import type { Output } from './output.ts';
import { newRun } from './run.ts';
import { counted } from './size.ts';

/** `drawer rollback RUN --full DIR`: puts the database back to a backup. */
export async function recover(
  { words, values, output }: Call,
  target: TargetStore,
  legacy: TargetStore | undefined,
): Promise<Ending> {
  const { run, holder } = newRun();
  const result = await showing(process.stderr, (observer) =>
    returnToBackup({
      run: words[0] ?? '',
      backup: values.full ?? '',
      target,
      legacy,
      agreed: values.yes ?? false,
      confirmation: values.confirm,
      holder,
      now: run.now,
      observer,
    }),
  );
  tell(result, output);
  return result.kept.length === 0 ? 'done' : 'found';
}

function tell({ run, manifest, place, collections, kept, seconds }: ReturnResult, output: Output): void {
  if (output.json) {
    output.document({ command: 'rollback', full: true, run, manifest, place, collections, kept, seconds });
    return;
  }
  const width = Math.max(0, ...collections.map(({ name }) => name.length));
  output.print(`run ${run} is rolled back, and ${place} is as the backup has it`);
  for (const { name, documents, replaced } of collections) {
    const now = documents === null ? 'gone, the backup does not have it' : counted(documents, 'document');
    output.print(`  ${name.padEnd(width)}  ${now}; ${replaced} replaced`);
  }
  for (const name of kept)
    output.print(`  kept     ${name}, which was written to after the loss was confirmed`);
}
