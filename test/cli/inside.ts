import { Writable } from 'node:stream';
import { tellFailure } from '../../cli/boundary.ts';
import { type Ending, exits } from '../../cli/exit.ts';
import { createOutput } from '../../cli/output.ts';
import { buildProgram, commandName } from '../../cli/program.ts';
import type { Ended } from './drawer.ts';

/** Runs a command in this process: the same program and the same boundary, without the start of a process. */
export async function inside(words: readonly string[]): Promise<Ended> {
  const pieces = { stdout: '', stderr: '' };
  const into = (name: keyof typeof pieces) =>
    new Writable({
      write(piece, _encoding, done) {
        pieces[name] += String(piece);
        done();
      },
    });
  const output = createOutput(words.includes('--json'), into('stdout'), into('stderr'));
  let ending: Ending = 'done';
  let code: number;
  try {
    const program = await buildProgram(words, output, (ended) => {
      ending = ended;
    });
    await program.parseAsync([...words], { from: 'user' });
    code = exits[ending].code;
  } catch (error) {
    code = tellFailure(error, commandName(words), output, false);
  }
  return { code, ...pieces };
}
