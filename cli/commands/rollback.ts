import {
  type Left,
  RollbackRefused,
  type RollbackResult,
  rollback as rollBack,
} from '../../engine/migration/index.ts';
import { idMask } from '../../engine/rehearsal/index.ts';
import { openTarget, type TargetStore } from '../../engine/stores/index.ts';
import type { Call, CommandFile } from '../command.ts';
import type { Ending } from '../exit.ts';
import { CommandFailure, refused, wrongCall } from '../failure.ts';
import { json, showIds, source, takes, target } from '../options.ts';
import type { Output } from '../output.ts';
import { showProgress } from '../progress.ts';
import { recover } from '../recovery.ts';
import { newRun } from '../run.ts';
import { withTarget } from '../stores.ts';

/** `drawer rollback RUN` (07): takes out of a target exactly what a run put in. */
export const rollback: CommandFile = {
  name: 'rollback',
  summary: 'take back exactly what a run wrote; what others have written since stays, unless with --full',
  shape: (command) => {
    command.argument('<run>', 'the run, as runs lists it');
    command.option('--full <dir>', 'put the whole database back to this backup: what is newer is lost');
    command.option('--yes', 'with --full: that is meant');
    command.option('--confirm <code>', 'with --full: the code that was shown with the loss');
    takes(command, target, source, showIds, json);
  },
  run: (call) => {
    const { values } = call;
    if (values.full === undefined && (values.yes === true || values.confirm !== undefined))
      throw wrongCall('--yes and --confirm go with --full and with nothing else');
    return withTarget(values.target, false, (store) =>
      withLegacy(values.source, (legacy) =>
        values.full === undefined ? takeBack(call, store, legacy) : recovered(call, store, legacy),
      ),
    );
  },
};

/** Exactly what the run wrote. */
async function takeBack(
  { words, values, output }: Call,
  store: TargetStore,
  legacy: TargetStore | undefined,
): Promise<Ending> {
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
    throw refusal(error);
  } finally {
    display.close();
  }
}

async function recovered(call: Call, store: TargetStore, legacy: TargetStore | undefined): Promise<Ending> {
  try {
    return await recover(call, store, legacy);
  } catch (error) {
    throw refusal(error);
  }
}

/** A run that is not known or needs its source is a wrong call; one that another stands on is refused. */
function refusal(error: unknown): unknown {
  if (!(error instanceof RollbackRefused)) return error;
  if (error.code === 'rollback.later_run') return refused(error.code, error.message, error.hint);
  return new CommandFailure('wrong', error.code, error.message, { hint: error.hint });
}

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
