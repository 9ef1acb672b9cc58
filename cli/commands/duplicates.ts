import { Argument } from 'commander';
import type { Plan } from '../../engine/contract/index.ts';
import { recordEnvironment } from '../../engine/migration/index.ts';
import { idMask, type ShowId } from '../../engine/rehearsal/index.ts';
import type { TargetStore } from '../../engine/stores/index.ts';
import type { RunContext } from '../../engine/transform/index.ts';
import { type Duplicate, findDuplicates, namesOf, removeDuplicate } from '../../engine/verification/index.ts';
import type { Call, CommandFile } from '../command.ts';
import { readingContext } from '../context.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { wrongCall } from '../failure.ts';
import { environmentFor } from '../migration.ts';
import { contract, environment, json, parameters, showIds, takes, target } from '../options.ts';
import { parametersOf } from '../parameters.ts';
import { product } from '../product.ts';
import { newRun } from '../run.ts';
import { withTarget } from '../stores.ts';

/** `drawer duplicates`: logical ids that stand twice in a drawer, and clients with two drawers (R039, R040); `remove` (R117). */
export const duplicates: CommandFile = {
  name: 'duplicates',
  summary: 'look for repeated logical ids in drawers and for clients with two drawers; remove one',
  shape: (command) => {
    command.addArgument(new Argument('[action]', 'what to do instead of looking').choices(['remove']));
    command.argument('[id]', 'remove: the duplicate, as the list names it');
    command.option('--yes', 'remove: do it; without it only what would be done is told');
    takes(command, contract, target, parameters, environment, showIds, json);
  },
  run: async (call) => {
    const { words, values } = call;
    if (words[0] === undefined && values.yes === true)
      throw wrongCall('--yes goes with remove and with nothing else');
    const plan = await openPlan(values);
    const bound = parametersOf(plan, values, process.env);
    const { run, holder } = newRun();
    const context = readingContext(plan, run.id, run.now, bound);
    return withTarget(values.target, false, (store) =>
      words[0] === 'remove'
        ? remove(call, { plan, store, context }, holder)
        : look(call, { plan, store, context }),
    );
  },
};

interface Opened {
  readonly plan: Plan;
  readonly store: TargetStore;
  readonly context: RunContext;
}

async function look({ values, output }: Call, { plan, store, context }: Opened): Promise<Ending> {
  const raw = await findDuplicates(plan, store, context);
  const show = idMask(plan.digests.mapping, values.showIds ?? false);
  const found = raw.map((duplicate) => ({ ...masked(duplicate, show), ids: idsOf(duplicate, show) }));
  if (output.json) output.document({ command: 'duplicates', duplicates: found });
  else {
    for (const duplicate of found) output.print(lineOf(duplicate));
    output.print(found.length === 0 ? 'No duplicates found' : 'MIGRATION PAUSED: Duplicates detected');
  }
  return found.length === 0 ? 'done' : 'found';
}

async function remove(
  { words, values, output }: Call,
  { plan, store, context }: Opened,
  holder: Parameters<typeof removeDuplicate>[0]['holder'],
): Promise<Ending> {
  const wanted = words[1];
  if (wanted === undefined) throw wrongCall('no duplicate given', 'name it as drawer duplicates does');
  const sure = values.yes ?? false;
  const kind = await environmentFor(plan, store, values);
  if (sure) await recordEnvironment(store, kind);
  const hashed = idMask(plan.digests.mapping, false);
  const isMeant = (name: string): boolean =>
    [name, idOf(name, hashed), idOf(name, hashed).slice(1)].includes(wanted);
  const facts = { environment: kind, engine: { ...product() } };
  const removal = await removeDuplicate({ plan, target: store, context, isMeant, facts, holder }, sure);
  const show = idMask(plan.digests.mapping, values.showIds ?? false);
  const duplicate = masked(removal.duplicate, show);
  const { surplus } = removal;
  const run = 'run' in removal ? removal.run : null;
  const id = idOf(removal.name, show);
  if (output.json) {
    output.document({ command: 'duplicates', action: 'remove', id, removed: sure, surplus, run, duplicate });
    return 'done';
  }
  const what = duplicate.kind === 'element' ? `${surplus} of ${surplus + 1} elements` : 'the drawer';
  output.print(lineOf({ ...duplicate, ids: [id] }));
  output.print(
    run === null
      ? `would remove ${what}; nothing was changed, --yes does it`
      : `removed ${what}; rollback ${run} takes that back`,
  );
  return 'done';
}

function idOf(name: string, show: ShowId): string {
  return show('duplicate', name);
}

function idsOf(duplicate: Duplicate, show: ShowId): readonly string[] {
  return namesOf(duplicate).map((name) => idOf(name, show));
}

/** Ids as they may be shown. */
function masked(duplicate: Duplicate, show: ShowId): Duplicate {
  if (duplicate.kind === 'element')
    return { ...duplicate, drawer: show('', duplicate.drawer), key: show(duplicate.path, duplicate.key) };
  return {
    ...duplicate,
    client: show('client', duplicate.client),
    drawers: duplicate.drawers.map((id) => show('', id)),
    proper: show('', duplicate.proper),
  };
}

function lineOf(duplicate: Duplicate & { readonly ids: readonly string[] }): string {
  const ids = duplicate.ids.join(', ');
  if (duplicate.kind === 'drawer')
    return `${ids}  ${duplicate.client}: drawers ${duplicate.drawers.join(', ')}`;
  return `${ids}  ${duplicate.drawer}: ${duplicate.path} ${duplicate.key}, ${duplicate.times} times`;
}
