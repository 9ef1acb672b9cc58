import { Command } from 'commander';
import type { Call, CommandFile } from './command.ts';
import { type Ending, exits } from './exit.ts';
import { CommandFailure } from './failure.ts';
import type { Values } from './options.ts';
import type { Output } from './output.ts';
import { product } from './product.ts';
import { settle } from './project.ts';

/**
 * The commands by name, in the order of the help text. A call loads its own alone: loading them all takes longer than
 * checking a contract.
 */
const commands: ReadonlyMap<string, () => Promise<CommandFile>> = new Map([
  ['check', async () => (await import('./commands/check.ts')).check],
  ['test', async () => (await import('./commands/test.ts')).test],
  ['try', async () => (await import('./commands/try.ts')).tryCommand],
  ['explain', async () => (await import('./commands/explain.ts')).explain],
  ['new', async () => (await import('./commands/new.ts')).newCommand],
  ['coverage', async () => (await import('./commands/coverage.ts')).coverage],
  ['profile', async () => (await import('./commands/profile.ts')).profile],
  ['diff', async () => (await import('./commands/diff.ts')).diff],
  ['impact', async () => (await import('./commands/impact.ts')).impact],
  ['seal', async () => (await import('./commands/seal.ts')).seal],
  ['history', async () => (await import('./commands/history.ts')).history],
  ['stage', async () => (await import('./commands/stage.ts')).stage],
  ['init', async () => (await import('./commands/init.ts')).init],
  ['plan', async () => (await import('./commands/plan.ts')).plan],
  ['apply', async () => (await import('./commands/apply.ts')).apply],
  ['verify', async () => (await import('./commands/verify.ts')).verify],
  ['duplicates', async () => (await import('./commands/duplicates.ts')).duplicates],
  ['quarantine', async () => (await import('./commands/quarantine.ts')).quarantine],
  ['reconcile', async () => (await import('./commands/reconcile.ts')).reconcile],
  ['deprecate', async () => (await import('./commands/deprecate.ts')).deprecate],
  ['undeprecate', async () => (await import('./commands/undeprecate.ts')).undeprecate],
  ['export', async () => (await import('./commands/export.ts')).exportCommand],
  ['rollback', async () => (await import('./commands/rollback.ts')).rollback],
  ['runs', async () => (await import('./commands/runs.ts')).runs],
  ['backup', async () => (await import('./commands/backup.ts')).backup],
  ['restore', async () => (await import('./commands/restore.ts')).restore],
]);

/** The command that was asked for, or nothing. */
export function commandName(words: readonly string[]): string {
  return words.find((word) => commands.has(word)) ?? '';
}

/** The command that a call begins with; all of them for one that begins otherwise (`--help`, a slip of the pen). */
async function needed(words: readonly string[]): Promise<readonly CommandFile[]> {
  const load = commands.get(words[0] ?? '');
  try {
    return await Promise.all(load === undefined ? [...commands.values()].map((each) => each()) : [load()]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandFailure('defect', 'defect', `cannot start: ${message}`, { cause: error });
  }
}

/** The command line for a call; `end` is told how its command ended. Throws what the commands throw. */
export async function buildProgram(
  words: readonly string[],
  output: Output,
  end: (ending: Ending) => void,
  stopped: Call['stopped'] = () => new Promise(() => {}),
): Promise<Command> {
  const program = new Command('drawer')
    .description('Migrates legacy MongoDB documents into one drawer per client, as a contract says.')
    .enablePositionalOptions()
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
  for (const file of await needed(words)) {
    const command = new Command(file.name).description(file.summary).helpOption('-h, --help', 'this text');
    command.copyInheritedSettings(program);
    file.shape(command);
    command.action(async () => {
      const values = await settle(command.opts<Values>());
      end(await file.run({ words: command.args, values, output, stopped }));
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
