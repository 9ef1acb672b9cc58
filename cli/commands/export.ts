import { exportCollection } from '../../engine/migration/index.ts';
import type { SourceStore } from '../../engine/stores/index.ts';
import type { CommandFile } from '../command.ts';
import type { Ending } from '../exit.ts';
import { source, takes, target } from '../options.ts';
import type { Output } from '../output.ts';
import { withSource, withTarget } from '../stores.ts';

/** `drawer export`: a collection as canonical extended JSON, one document a line, in the order of `_id`. */
export const exportCommand: CommandFile = {
  name: 'export',
  summary: 'print a collection as canonical extended JSON, one document a line',
  shape: (command) => {
    command.requiredOption(
      '--collection <name>',
      'which one; a legacy collection is shown with its links applied',
    );
    takes(command, target, source);
  },
  run: ({ values, output }) =>
    withTarget(values.target, false, async (store): Promise<Ending> => {
      const lines = (from: SourceStore | undefined) => exportCollection(store, values.collection ?? '', from);
      if (values.source === undefined) await printAll(lines(undefined), output);
      else await withSource(values.source, (from) => printAll(lines(from), output));
      return 'done';
    }),
};

async function printAll(lines: AsyncIterable<string>, output: Output): Promise<void> {
  for await (const line of lines) {
    if (output.closed) return;
    await output.line(line);
  }
}
