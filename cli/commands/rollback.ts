import {
  type Left,
  RollbackRefused,
  type RollbackResult,
  rollback as rollBack,
} from '../../engine/migration/index.ts';
import { idMask } from '../../engine/rehearsal/index.ts';
import { openTarget, type TargetStore } from '../../engine/stores/index.ts';
import type { CommandFile } from '../command.ts';
import type { Ending } from '../exit.ts';
import { CommandFailure, refused } from '../failure.ts';
import { json, showIds, source, takes, target } from '../options.ts';
import type { Output } from '../output.ts';
import { showProgress } from '../progress.ts';
import { newRun } from '../run.ts';
import { withTarget } from '../stores.ts';

/** `drawer rollback RUN` (07): takes out of a target exactly what a run put in. */
export const rollback: CommandFile = {
  name: 'rollback',
  summary: 'take back exactly what a run wrote; what others have written since stays',
  shape: (command) => {
    command.argument('<run>', 'the run, as runs lists it');
    takes(command, target, source, showIds, json);
  },
  run: ({ words, values, output }) =>
    withTarget(values.target, false, (store) =>
      withLegacy(values.source, async (legacy): Promise<Ending> => {
        const display = showProgress(process.stderr);
        const { run, holder } = newRun();
        try {
          display.step('Rolling back');
          const result = await rollBack({
            run: words[0] ?? '',
            target: store,
            legacy,
            holder,
            now: run.now,
            progress: (done, total) => display.progress('rollback', done, total),
          });
          display.close();
          tell(result, output, values.showIds ?? false);
          return result.left.length === 0 ? 'done' : 'found';
        } catch (error) {
          if (!(error instanceof RollbackRefused)) throw error;
          if (error.code === 'rollback.later_run') throw refused(error.code, error.message, error.hint);
          throw new CommandFailure('wrong', error.code, error.message, { hint: error.hint });
        } finally {
          display.close();
        }
      }),
    ),
};

/** Opens the database whose documents carry links; a dump carries none. */
async function withLegacy<T>(
  text: string | undefined,
  work: (legacy: TargetStore | undefined) => Promise<T>,
): Promise<T> {
  if (text === undefined || !/^(?:mongodb|embedded)/.test(text)) return work(undefined);
  const legacy = await openTarget(text, { create: false });
  try {
    return await work(legacy);
  } finally {
    await legacy.close();
  }
}

function tell(result: RollbackResult, output: Output, shown: boolean): void {
  const { run, drawers, links, images, seconds } = result;
  const show = idMask(run.identity.mapping, shown);
  const left = result.left.map(({ drawer, path, key }: Left) => ({
    drawer: show('', drawer),
    path: key === undefined ? path : `${path}[${show(path, key)}]`,
  }));
  if (output.json) {
    output.document({ command: 'rollback', run: run.id, drawers, links, images, left, seconds });
    return;
  }
  const { removed, restored, cut } = drawers;
  output.print(`run ${run.id} is rolled back`);
  output.print(
    `  drawers  ${removed} removed, ${restored} as they were, ${cut} cut back to what others wrote`,
  );
  output.print(`  links    ${links}`);
  output.print(`  images   ${images}`);
  for (const { drawer, path } of left)
    output.print(`  left     ${drawer}: ${path}, which others have overwritten`);
}
