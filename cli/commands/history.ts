import { dirname } from 'node:path';
import { diff } from '../../engine/comparison/index.ts';
import { runHistory } from '../../engine/migration/index.ts';
import type { CommandFile } from '../command.ts';
import { contractFolder } from '../contract.ts';
import { contract, json, takes, target } from '../options.ts';
import { withTarget } from '../stores.ts';
import { versionsIn } from '../versions.ts';

/** `drawer history`: the versions of a contract, what changed from one to the next, and who used them. */
export const history: CommandFile = {
  name: 'history',
  summary: 'list the versions of a contract: seals, what changed from one to the next, runs that used them',
  shape: (command) => takes(command, contract, target, json),
  run: async ({ values, output }) => {
    const home = dirname(await contractFolder(values.contract));
    const versions = await versionsIn(home);
    const runs = values.target === undefined ? [] : await withTarget(values.target, false, runHistory);
    const entries = versions.map(({ contract: version, errors, folder }, at) => {
      const before = versions[at - 1]?.contract;
      const { counts, bump } = before === undefined ? { counts: null, bump: null } : diff(before, version);
      const used = runs.filter(
        (run) => run.contract === version.name && run.mapping === version.digests.mapping,
      );
      return {
        version: version.version,
        folder,
        title: version.title ?? null,
        ...version.digests,
        seal: version.seal ?? null,
        errors: errors.length,
        changes: counts,
        bump,
        runs: used.map(({ run, environment, startedAt, state }) => ({
          run,
          environment: environment ?? null,
          startedAt,
          state,
        })),
      };
    });
    if (output.json) output.document({ command: 'history', versions: entries });
    else for (const entry of entries) output.print(lineOf(entry));
    return 'done';
  },
};

interface Entry {
  readonly version: string;
  readonly seal: { readonly at: string; readonly by: string } | null;
  readonly errors: number;
  readonly changes: Readonly<Record<string, number>> | null;
  readonly runs: readonly { readonly run: string; readonly environment: string | null }[];
}

function lineOf({ version, seal, errors, changes, runs }: Entry): string {
  const sealed = seal === null ? 'not sealed' : `sealed ${seal.at} by ${seal.by}`;
  const told = Object.entries(changes ?? {})
    .filter(([, count]) => count > 0)
    .map(([level, count]) => `${count} ${level}`);
  const since = changes === null ? 'first version' : told.length === 0 ? 'no changes' : told.join(', ');
  const broken = errors === 0 ? '' : ` · ${errors} errors`;
  const used =
    runs.length === 0
      ? ''
      : ` · ${runs.length} runs (${[...new Set(runs.map((run) => run.environment ?? '?'))].join(', ')})`;
  return `${version.padEnd(10)} ${sealed} · ${since}${broken}${used}`;
}
