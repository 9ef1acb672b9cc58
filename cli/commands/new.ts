import { join } from 'node:path';
import { Option } from 'commander';
import {
  copyVersion,
  draftContract,
  type FolderFiles,
  isTaken,
  nameStores,
  profile,
  writeNewFolder,
} from '../../engine/authoring/index.ts';
import { loadContract } from '../../engine/contract/index.ts';
import type { Call, CommandFile } from '../command.ts';
import { CommandFailure, wrongCall } from '../failure.ts';
import { json, takes } from '../options.ts';
import { showProgress } from '../progress.ts';
import { counted } from '../size.ts';
import { withSource } from '../stores.ts';

/** Semantic versions, which tell a version to copy from a store to look at. */
const semver = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/;

/** `drawer new`: a contract to begin with, from a census of data or from another version. */
export const newCommand: CommandFile = {
  name: 'new',
  summary: 'begin a contract from a census of a dump, or a version from another version',
  shape: (command) => {
    command.argument('<name>', 'the name of the contract');
    command.requiredOption(
      '--from <store or version>',
      'a dump, embedded:DIR or a mongodb:// URI to take a census of; or a version of this contract to copy',
    );
    command.option('--version <version>', 'the version that is begun (default: 1.0.0 from a store)');
    command.addOption(
      new Option('--lang <language>', 'language of its titles and notes (default: es)').choices(['es', 'en']),
    );
    takes(command, json);
  },
  run: async (call) => {
    const { words, values, output } = call;
    const name = words[0] ?? '';
    const from = String(values.from ?? '');
    const copies = semver.test(from);
    const version = values.version ?? (copies ? '' : '1.0.0');
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name))
      throw wrongCall(
        `${JSON.stringify(name)} is no name of a contract`,
        'letters, digits, _ and -, a letter first',
      );
    if (!semver.test(version))
      throw wrongCall(`${JSON.stringify(version)} is no version`, 'write --version 1.1.0 with three numbers');
    const folder = join('contracts', name, version);
    if (await isTaken(folder))
      throw wrongCall(
        `${folder} is there already`,
        'nothing was written; begin another version, or remove it',
      );
    const files = copies ? await copied(name, from, version) : await drafted(call, from, name, version);
    await writeNewFolder(folder, files);
    const { findings } = await loadContract(folder);
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const told = { folder, files: [...files.keys()], errors, warnings: findings.length - errors };
    if (output.json) output.document({ command: 'new', name, version, ...told });
    else {
      for (const path of told.files) output.print(join(folder, path));
      output.print(
        `${folder}: ${counted(errors, 'error')}, ${counted(told.warnings, 'warning')}; drawer check --contract ${folder} shows them`,
      );
    }
    return 'done';
  },
};

async function copied(name: string, from: string, version: string): Promise<FolderFiles> {
  const source = join('contracts', name, from);
  if (!(await isTaken(source))) throw wrongCall(`there is no ${source}`, 'name a version that is there');
  const files = await copyVersion(source, version);
  if (files !== undefined) return files;
  throw new CommandFailure('wrong', 'contract.broken', `${source}/contract.yaml has no line version: "…"`, {
    hint: `drawer check --contract ${source}`,
  });
}

async function drafted({ values }: Call, from: string, name: string, version: string): Promise<FolderFiles> {
  const display = showProgress(process.stderr);
  const facts = await withSource(from, (store) =>
    profile({
      stores: nameStores([store]),
      showValues: false,
      observer: {
        pass: () => {},
        progress: (collection, documents) => display.progress(collection, documents, undefined),
      },
    }),
  ).finally(() => display.close());
  const files = draftContract(facts, { name, version, lang: values.lang ?? 'es' });
  if (files !== undefined) return files;
  throw new CommandFailure('wrong', 'client.unknown', 'no path of these data names clients', {
    hint: 'see drawer profile: a contract needs a path that says whose a document is',
  });
}
