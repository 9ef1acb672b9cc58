import { join } from 'node:path';
import { loadTraced, testCases } from '../../engine/authoring/index.ts';
import { sealObjections } from '../../engine/comparison/index.ts';
import { sealText } from '../../engine/contract/index.ts';
import { replaceFile } from '../../reports/index.ts';
import type { CommandFile } from '../command.ts';
import { contractFolder } from '../contract.ts';
import { brokenContract, wrongCall } from '../failure.ts';
import { contract, json, takes } from '../options.ts';
import { today } from '../today.ts';
import { sealedBefore } from '../versions.ts';

/** `drawer seal`: freezes a version with its digests. */
export const seal: CommandFile = {
  name: 'seal',
  summary: 'freeze a version: its digests are written down, and any later change of its meaning is refused',
  shape: (command) => {
    command.argument('[dir]', 'folder of the contract version').option('--by <name>', 'who seals it');
    takes(command, contract, json);
  },
  run: async ({ words, values, output }) => {
    const directory = await contractFolder(words[0] ?? values.contract);
    const { traced, findings } = await loadTraced(directory, today(values));
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (traced === undefined || errors.length > 0) throw brokenContract(directory, errors);
    const { contract: version } = traced;
    const { name, version: number, digests } = version;
    if (version.seal !== undefined) {
      if (output.json)
        output.document({ command: 'seal', name, version: number, sealed: version.seal, objections: [] });
      else output.print(`${name} ${number} is sealed since ${version.seal.at}, by ${version.seal.by}`);
      return 'done';
    }
    if (values.by === undefined) throw wrongCall('who seals it?', 'name yourself with --by NAME');
    const failed = testCases(traced).cases.filter(({ outcome }) => outcome !== 'passed').length;
    const objections = sealObjections(version, await sealedBefore(directory, number), failed);
    const at = new Date();
    const refused = objections.length > 0;
    if (!refused) await replaceFile(join(directory, 'seal.yaml'), sealText(digests, values.by, at));
    const sealed = refused ? null : { ...digests, by: values.by, at: at.toISOString() };
    if (output.json) output.document({ command: 'seal', name, version: number, sealed, objections });
    else if (refused)
      for (const { code, message } of objections) output.print(`${directory}: ${code}: ${message}`);
    else output.print(`${name} ${number} is sealed: mapping ${digests.mapping}, policy ${digests.policy}`);
    return refused ? 'found' : 'done';
  },
};
