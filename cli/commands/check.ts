import { join } from 'node:path';
import { formatFinding, loadContract } from '../../engine/contract/index.ts';
import type { CommandFile } from '../command.ts';
import { contractFolder } from '../contract.ts';
import { contract, json, takes } from '../options.ts';

/** `drawer check`: everything that is wrong with a contract, in one go. */
export const check: CommandFile = {
  name: 'check',
  summary: 'check a contract: all its faults, each with file, line, column, code and hint',
  shape: (command) => {
    command.argument('[dir]', 'folder of the contract version');
    takes(command, contract, json);
  },
  run: async ({ words, values, output }) => {
    const directory = await contractFolder(words[0] ?? values.contract);
    const { contract: sound, findings } = await loadContract(directory);
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const warnings = findings.length - errors;
    if (output.json) {
      const identity =
        sound === undefined ? null : { name: sound.name, version: sound.version, ...sound.digests };
      output.document({ command: 'check', directory, contract: identity, errors, warnings, findings });
    } else {
      for (const finding of findings) {
        const { place } = finding;
        output.print(formatFinding({ ...finding, place: { ...place, file: join(directory, place.file) } }));
      }
      if (sound !== undefined)
        output.print(`${sound.name} ${sound.version}, mapping ${sound.digests.mapping}`);
      output.print(`${directory}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`);
    }
    return errors === 0 ? 'done' : 'found';
  },
};

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
