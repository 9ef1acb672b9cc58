import { readFile } from 'node:fs/promises';
import {
  apply as applyPlan,
  figuresOf,
  type Outline,
  outdated,
  outlineOf,
  recordEnvironment,
} from '../../engine/migration/index.ts';
import type { CommandFile } from '../command.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { refused, wrongCall } from '../failure.ts';
import { applyObserver, applyRequest, environmentFor, withStores } from '../migration.ts';
import {
  contract,
  databases,
  environment,
  json,
  pace,
  parameters,
  partition,
  rate,
  reportsFolder,
  source,
  step,
  takes,
  target,
} from '../options.ts';
import { tellOutline } from '../outline-display.ts';
import { parametersOf } from '../parameters.ts';
import { showProgress } from '../progress.ts';

/** `drawer apply`: steps 02–04 into a target, resumable; with a plan it refuses what the plan does not say. */
export const apply: CommandFile = {
  name: 'apply',
  summary: 'write the drawers of all clients and the links of their documents; resumes an interrupted run',
  shape: (command) => {
    command.argument(
      '[plan]',
      'a file that plan has written; refused when contract, parameters or stores differ',
    );
    takes(
      command,
      contract,
      source,
      databases,
      target,
      parameters,
      environment,
      step,
      partition,
      pace,
      rate,
      reportsFolder,
      json,
    );
  },
  run: async ({ words, values, output }) => {
    const compiled = await openPlan(values);
    const bound = parametersOf(compiled, values, process.env);
    const planned = words[0] === undefined ? undefined : await readOutline(words[0]);
    const display = showProgress(process.stderr);
    try {
      return await withStores(compiled, values, true, async (stores): Promise<Ending> => {
        const kind = await environmentFor(compiled, stores.target, values);
        const asked = { ...values, ...stepIn(values.step ?? planned?.step ?? undefined) };
        const request = applyRequest(compiled, bound, stores, kind, asked);
        const differing = planned === undefined ? [] : outdated(planned, request);
        if (differing.length > 0)
          throw refused(
            'plan.outdated',
            `the plan no longer holds: ${differing.join(', ')}`,
            'make a new plan and look at it',
          );
        await recordEnvironment(stores.target, kind);
        const followed = planned === undefined ? request : { ...request, planned: figuresOf(planned) };
        const { scanned, migration } = await applyPlan(followed, applyObserver(display));
        display.close();
        const outline = outlineOf(request, scanned, migration.tally);
        const { run, resumed } = migration;
        if (output.json)
          output.document({ command: 'apply', run: run.id, resumed, environment: kind, ...outline });
        else {
          output.print(`run ${run.id}${resumed ? ', resumed' : ''}`);
          tellOutline(outline, output);
        }
        return outline.quarantine.length === 0 && outline.conflicts.length === 0 ? 'done' : 'found';
      });
    } finally {
      display.close();
    }
  },
};

function stepIn(step: string | undefined): { readonly step?: string } {
  return step === undefined ? {} : { step };
}

async function readOutline(path: string): Promise<Outline> {
  const text = await readFile(path, 'utf8');
  try {
    const read = JSON.parse(text) as Outline;
    if (
      typeof read.form === 'number' &&
      typeof read.contract === 'object' &&
      typeof read.drawers === 'object'
    )
      return read;
  } catch {
    // Told below, like a file of another kind.
  }
  throw wrongCall(`${path} is not a plan`, 'plan -o FILE writes one');
}
