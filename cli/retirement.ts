import { resolve } from 'node:path';
import { type Retired, returnableUntil } from '../engine/retirement/index.ts';
import {
  openTarget,
  parseStore,
  printableStore,
  StoreFailure,
  type TargetStore,
} from '../engine/stores/index.ts';
import { wrongCall } from './failure.ts';
import type { Values } from './options.ts';
import type { Output } from './output.ts';
import { counted } from './size.ts';
import { withTarget } from './stores.ts';

/** Opens the database whose collections are renamed, and the target that remembers it; they may be one store. */
export function withLegacy<T>(
  { source, target }: Values,
  work: (source: TargetStore, target: TargetStore) => Promise<T>,
): Promise<T> {
  if (source === undefined) throw wrongCall('no source given', 'name the database with --source STORE');
  if (parseStore(source).kind === 'dump')
    throw new StoreFailure('store.unsupported', 'the collections of a dump cannot be renamed', {
      place: printableStore(source),
      hint: 'name the database itself: a mongodb:// URI or embedded:DIR',
    });
  return withTarget(target, false, async (opened) => {
    if (placeOf(source) === placeOf(target ?? '')) return work(opened, opened);
    const legacy = await openTarget(source, { create: false });
    try {
      return await work(legacy, opened);
    } finally {
      await legacy.close();
    }
  });
}

function placeOf(text: string): string {
  const address = parseStore(text);
  return address.kind === 'embedded' ? `embedded:${resolve(address.directory)}` : text;
}

/** What became of the collections, as facts or as lines; `done` is what is said of the moved ones. */
export function tellRetired(command: string, done: string, retired: Retired, output: Output): void {
  const { retirement, resumed, moved } = retired;
  const { run, state, suffix, source, environment, contract, collections, absent } = retirement;
  const until = returnableUntil(retirement);
  if (output.json) {
    output.document({
      command,
      run,
      resumed,
      state,
      suffix,
      source,
      environment,
      contract,
      collections: collections.map((one) => ({ ...one, moved: moved.includes(one.from) })),
      absent,
      gates: retirement.gates,
      started_at: retirement.startedAt,
      finished_at: retirement.finishedAt ?? null,
      returnable_until: until ?? null,
    });
    return;
  }
  for (const { from, to, documents } of collections)
    output.print(
      `${from}  ${to}  ${counted(documents, 'document')}${moved.includes(from) ? `  ${done}` : ''}`,
    );
  for (const name of absent) output.print(`${name}: was not there`);
  for (const { gate, found } of retirement.gates.filter(({ met }) => !met))
    output.print(`not met, and only recorded outside of production: ${gate}: ${found}`);
  output.print(
    `${counted(moved.length, 'collection')} ${done}, ${collections.length - moved.length} already; run ${run}`,
  );
  if (state === 'renamed' && until !== undefined)
    output.print(
      `undeprecate brings them back until ${until.toISOString()}; from then on they may be dropped`,
    );
}
