import { undeprecate as bringBack } from '../../engine/retirement/index.ts';
import type { CommandFile } from '../command.ts';
import type { Ending } from '../exit.ts';
import { json, source, takes, target } from '../options.ts';
import { tellRetired, withLegacy } from '../retirement.ts';
import { newRun } from '../run.ts';

/** `drawer undeprecate`: gives the renamed collections their names back, for 30 days (I68). */
export const undeprecate: CommandFile = {
  name: 'undeprecate',
  summary: 'give the collections that deprecate has renamed their names back, within 30 days',
  shape: (command) => takes(command, source, target, json),
  run: ({ values, output }) =>
    withLegacy(values, async (legacy, store): Promise<Ending> => {
      const { run, holder } = newRun();
      const retired = await bringBack({ source: legacy, target: store, now: run.now, holder });
      tellRetired('undeprecate', 'brought back', retired, output);
      return 'done';
    }),
};
