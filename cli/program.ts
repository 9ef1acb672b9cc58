import { Command } from 'commander';
import type { CommandFile } from './command.ts';
import { apply } from './commands/apply.ts';
import { backup } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { deprecate } from './commands/deprecate.ts';
import { duplicates } from './commands/duplicates.ts';
import { exportCommand } from './commands/export.ts';
import { init } from './commands/init.ts';
import { plan } from './commands/plan.ts';
import { quarantine } from './commands/quarantine.ts';
import { restore } from './commands/restore.ts';
import { rollback } from './commands/rollback.ts';
import { runs } from './commands/runs.ts';
import { stage } from './commands/stage.ts';
import { undeprecate } from './commands/undeprecate.ts';
import { verify } from './commands/verify.ts';
import { type Ending, exits } from './exit.ts';
import type { Values } from './options.ts';
import type { Output } from './output.ts';
import { product } from './product.ts';
import { settle } from './project.ts';

/** The commands, in the order of the help text. */
const commands: readonly CommandFile[] = [
  check,
  stage,
  init,
  plan,
  apply,
  verify,
  duplicates,
  quarantine,
  deprecate,
  undeprecate,
  exportCommand,
  rollback,
  runs,
  backup,
  restore,
];

/** The command that was asked for, or nothing. */
export function commandName(words: readonly string[]): string {
  return words.find((word) => commands.some((file) => file.name === word)) ?? '';
}

/** The whole command line; `end` is told how a command ended. Throws what the commands throw. */
export function buildProgram(output: Output, end: (ending: Ending) => void): Command {
  const program = new Command('drawer')
    .description('Migrates legacy MongoDB documents into one drawer per client, as a contract says.')
    .version(product().version, '--version', 'the version of the product')
    .helpOption('-h, --help', 'this text')
    .helpCommand('help [command]', 'the text of one command')
    .addHelpText('after', `\nExit codes:\n${exitTable()}`)
    .configureOutput({
      writeOut: (text) => output.print(text.trimEnd()),
      writeErr: (text) => output.tell(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: /, 'drawer: ')),
    })
    .showHelpAfterError('drawer --help lists commands and options')
    .exitOverride();
  for (const file of commands) {
    const command = new Command(file.name).description(file.summary).helpOption('-h, --help', 'this text');
    command.copyInheritedSettings(program);
    file.shape(command);
    command.action(async () => {
      const values = await settle(command.opts<Values>());
      end(await file.run({ words: command.args, values, output }));
    });
    program.addCommand(command);
  }
  return program;
}

function exitTable(): string {
  return Object.values(exits)
    .map(({ code, meaning }) => `  ${String(code).padEnd(4)}${meaning}`)
    .join('\n');
}
