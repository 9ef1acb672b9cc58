import { spawn } from 'node:child_process';
import { entry } from '../cli/drawer.ts';

/**
 * Runs `drawer` and sends it a signal as soon as what it has told matches. Gives how it ended: the signal that
 * killed it, or its exit code.
 */
export function killedAt(
  words: readonly string[],
  moment: RegExp,
  signal: NodeJS.Signals,
): Promise<NodeJS.Signals | number | null> {
  const child = spawn(process.execPath, [entry, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    told += piece;
    if (moment.test(told)) child.kill(signal);
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code, by) => done(by ?? code));
  });
}
