import { join } from 'node:path';
import {
  type Legacy,
  loadTraced,
  readLegacy,
  shown,
  type TracedContract,
} from '../engine/authoring/index.ts';
import type { Gathered } from '../engine/migration/index.ts';
import { Gathering } from '../engine/migration/index.ts';
import { idMask, type ShowId } from '../engine/rehearsal/index.ts';
import { drawerIdOf, type RunContext } from '../engine/transform/index.ts';
import { shownValue } from '../engine/verification/index.ts';
import { readingContext } from './context.ts';
import { contractFolder } from './contract.ts';
import type { Showing } from './explanation-display.ts';
import { brokenContract } from './failure.ts';
import type { Values } from './options.ts';
import { parametersOf } from './parameters.ts';
import { showProgress } from './progress.ts';
import { newRun } from './run.ts';
import { withContractSources } from './stores.ts';
import { today } from './today.ts';

/** What the commands of the analyst's desk work with: a contract that tells how it computes, and legacy documents. */
export interface Desk {
  readonly directory: string;
  readonly traced: TracedContract;
  readonly context: RunContext;
  readonly legacy: Legacy;
  readonly showing: Showing;
  /** Whether a client, its drawer or either's hashed name is what a word says. */
  names(word: string, gathered: Gathered): boolean;
  /** The same for a document. */
  namesDocument(word: string, source: string, id: string): boolean;
}

/** The contract of a call, to be traced; one with errors is refused with all of them. */
export async function openTraced(values: Values): Promise<{ directory: string; traced: TracedContract }> {
  const directory = await contractFolder(values.contract);
  const { traced, findings } = await loadTraced(directory, today(values));
  const errors = findings.filter(
    ({ severity, place }) => severity === 'error' && !place.file.startsWith('cases/'),
  );
  if (traced === undefined) throw brokenContract(directory, errors);
  return { directory, traced };
}

/** Opens the contract and the source of a call, reads the source to its end, and clears up behind `work`. */
export async function atDesk<T>(values: Values, work: (desk: Desk) => Promise<T>): Promise<T> {
  const { directory, traced } = await openTraced(values);
  const { plan } = traced;
  const bound = parametersOf(plan, values, process.env);
  const display = showProgress(process.stderr);
  const { run, holder } = newRun();
  const context = readingContext(plan, run.id, run.now, bound);
  const gathering = new Gathering(join(values.out ?? 'out', 'spool', run.id), holder);
  try {
    return await withContractSources(plan, values, values.source, async (source) => {
      const legacy = await readLegacy(plan, source, gathering, run.now, display.progress);
      display.close();
      const hashed = [idMask(legacy.scanned.digest, false), idMask(plan.digests.mapping, false)];
      return work({
        directory,
        traced,
        context,
        legacy,
        showing: showingOf(directory, values.mask === true, hashed[0] as ShowId),
        names: (word, { client }) => {
          const drawer = drawerIdOf(plan, client, context);
          if (word === client || word === drawer) return true;
          return (
            word.startsWith('#') &&
            hashed.some((show) => [drawer, client].some((id) => show('', id) === word))
          );
        },
        namesDocument: (word, name, id) =>
          word === id || (word.startsWith('#') && hashed.some((show) => show(name, id) === word)),
      });
    });
  } finally {
    display.close();
    await gathering.discard();
  }
}

function showingOf(directory: string, masked: boolean, hash: ShowId): Showing {
  if (!masked) return { directory, value: (value) => shown(value), id: (_, id) => id };
  return { directory, value: masking, id: hash };
}

/** A value by its type and size alone. */
function masking(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  try {
    return shownValue(value as Parameters<typeof shownValue>[0], false);
  } catch {
    return 'a function';
  }
}
