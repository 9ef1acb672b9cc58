import { join } from 'node:path';
import { Argument, Option } from 'commander';
import {
  type BackupManifest,
  type BackupVerification,
  backupName,
  type LiveCount,
  makeBackup,
  type VerifyOptions,
  verifyBackup,
} from '../../engine/backup/index.ts';
import { showing } from '../backup-display.ts';
import type { Call, CommandFile } from '../command.ts';
import type { Ending } from '../exit.ts';
import { wrongCall } from '../failure.ts';
import { json, takes } from '../options.ts';
import type { Output } from '../output.ts';
import { product } from '../product.ts';
import { counted, sizeText } from '../size.ts';
import { withSource, withTarget } from '../stores.ts';

/** `drawer backup`: makes a backup (R078); `drawer backup verify DIR`: reads one to its last byte (R079, I56). */
export const backup: CommandFile = {
  name: 'backup',
  summary: 'copy a store into a folder that mongorestore reads, with a manifest; verify reads one to its end',
  shape: (command) => {
    command.addArgument(new Argument('[action]', 'what to do instead of making one').choices(['verify']));
    command.argument('[dir]', 'the backup to verify: the folder itself');
    command.option('--source <store>', 'what to back up; with verify, what to compare its counts with');
    command.option(
      '--out <dir>',
      'the backup itself, absent or empty (default: backups/pre_phase<n>_<UTC>, backups/backup_<UTC> without --phase)',
    );
    command.addOption(
      new Option('--phase <n>', 'before which phase it is made').choices(['0', '0.5', '1', '2', '3', '4']),
    );
    command.option(
      '--trial',
      'with verify: restore it into a scratch store beside --target, and remove that',
    );
    command.option('--target <store>', 'with --trial: the store beside which to try');
    takes(command, json);
  },
  run: (call) => (call.words[0] === 'verify' ? verify(call) : make(call)),
};

async function make({ values, output }: Call): Promise<Ending> {
  const started = new Date();
  const directory = values.out ?? join('backups', backupName(values.phase, started));
  const made = await withSource(values.source, (source) =>
    showing(process.stderr, (observer) =>
      makeBackup(source, {
        directory,
        product: product(),
        ...(values.phase === undefined ? {} : { phase: values.phase }),
        started,
        observer,
      }),
    ),
  );
  if (output.json) {
    const { format: _, version: __, ...facts } = made;
    output.document({ command: 'backup', directory, verified: true, ...facts });
  } else printMade(directory, made, output);
  return 'done';
}

function printMade(directory: string, made: BackupManifest, output: Output): void {
  const { collections, records, totals } = made;
  output.print(directory);
  printCollections(collections, (name) => records.includes(name), output);
  output.print(
    `${counted(collections.length, 'collection')}, ${counted(totals.documents, 'document')}, ` +
      `${sizeText(totals.bytes)} of BSON, ${sizeText(totals.size)} on the disk`,
  );
  output.print('Every file was read back to its last byte and is sound');
  const counts = collections.map(({ name, documents, live }) => ({
    name,
    backup: documents,
    now: live ?? documents,
  }));
  printLive(counts, output);
  output.print(made.note);
}

async function verify({ words, values, output }: Call): Promise<Ending> {
  const directory = words[1];
  if (directory === undefined)
    throw wrongCall('no backup given', 'name its folder: drawer backup verify DIR');
  const look = (options: VerifyOptions) =>
    showing(process.stderr, (observer) => verifyBackup(directory, { ...options, observer }));
  const compared = (options: VerifyOptions) =>
    values.source === undefined
      ? look(options)
      : withSource(values.source, (source) => look({ ...options, source }));
  const found =
    values.trial === true
      ? await withTarget(values.target, true, (trial) => compared({ trial }))
      : await compared({});
  if (output.json) output.document(factsOf(found));
  else printFound(found, output);
  return found.findings.length === 0 ? 'done' : 'found';
}

function factsOf({ directory, manifest, findings, live, trial }: BackupVerification) {
  return {
    command: 'backup',
    action: 'verify',
    directory,
    sound: findings.length === 0,
    findings,
    ...(manifest === undefined ? {} : { manifest }),
    live,
    ...(trial === undefined ? {} : { trial }),
  };
}

function printFound(
  { directory, manifest, findings, live, trial }: BackupVerification,
  output: Output,
): void {
  for (const { code, message, place } of findings) output.print(`${place}: ${message} [${code}]`);
  if (manifest !== undefined) {
    const { collections, totals, started_at, phase, source } = manifest;
    output.print(
      `begun ${started_at}${phase === null ? '' : ` before phase ${phase}`}, from ${source.label}: ` +
        `${counted(collections.length, 'collection')}, ${counted(totals.documents, 'document')}, ` +
        `${sizeText(totals.size)} on the disk`,
    );
  }
  printLive(live, output);
  if (trial !== undefined)
    output.print(`${counted(trial.documents, 'document')} restored on trial and compared`);
  output.print(`${directory}: ${findings.length === 0 ? 'sound' : counted(findings.length, 'finding')}`);
}

/** Counts that differ from the backup's; the same counts need no line. */
function printLive(live: readonly LiveCount[], output: Output): void {
  for (const { name, backup: before, now } of live) {
    if (before === null) output.print(`${name}: not in the backup, ${now} now`);
    else if (now !== before) {
      const difference = now > before ? `${now - before} more` : `${before - now} fewer`;
      output.print(`${name}: ${before} in the backup, ${now} now: ${difference} since`);
    }
  }
}

function printCollections(
  collections: readonly { readonly name: string; readonly documents: number; readonly bytes: number }[],
  isRecord: (name: string) => boolean,
  output: Output,
): void {
  const width = Math.max(...collections.map(({ name }) => name.length));
  for (const { name, documents, bytes } of collections) {
    const note = isRecord(name) ? '  record of the product' : '';
    output.print(`  ${name.padEnd(width)}  ${counted(documents, 'document')}, ${sizeText(bytes)}${note}`);
  }
}
