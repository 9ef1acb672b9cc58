import { contractFolders, loadContract } from '../../engine/contract/index.ts';
import type { CommandFile } from '../command.ts';
import { contractFolder } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { wrongCall } from '../failure.ts';
import { checkDocument, checkLog, showCheck } from '../findings-display.ts';
import { contract, json, takes } from '../options.ts';
import { today } from '../today.ts';
import { watchFolder } from '../watch.ts';

/** `drawer check`: everything that is wrong with a contract, in one go. */
export const check: CommandFile = {
  name: 'check',
  summary: 'check a contract: all its faults, each with file, line, column, code and hint',
  shape: (command) => {
    command
      .argument('[dir]', 'folder of the contract version')
      .option('--watch', 'check again whenever a file is saved, until Ctrl-C')
      .option('--sarif', 'a SARIF 2.1.0 log on standard output')
      .option('--today <day>', 'the day on which waivers count or not, as 2025-06-30 (default: today, UTC)');
    takes(command, contract, json);
  },
  run: async ({ words, values, output, stopped }) => {
    const { watch = false, sarif = false } = values;
    if (Number(watch) + Number(sarif) + Number(output.json) > 1)
      throw wrongCall('--watch, --sarif and --json exclude each other');
    const directory = await contractFolder(words[0] ?? values.contract);
    const checked = async (): Promise<Ending> => {
      const loaded = await loadContract(directory, { today: today(values) });
      if (sarif) output.document(checkLog(directory, loaded));
      else if (output.json) output.document(checkDocument(directory, loaded));
      else showCheck(directory, loaded, output);
      return loaded.findings.some(({ severity }) => severity === 'error') ? 'found' : 'done';
    };
    if (!watch) return checked();
    const end = stopped();
    let ending = await checked();
    output.print(`watching ${directory}; Ctrl-C ends`);
    const again = async (): Promise<void> => {
      output.clear();
      ending = await checked();
      output.print(`watching ${directory}; Ctrl-C ends`);
    };
    await watchFolder(directory, contractFolders, again, end);
    return ending;
  },
};
