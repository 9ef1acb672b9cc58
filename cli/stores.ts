import type { Plan } from '../engine/contract/index.ts';
import {
  openDatabases,
  openSource,
  openTarget,
  type SourceStore,
  type TargetStore,
} from '../engine/stores/index.ts';
import { bindDatabases } from './databases.ts';
import { wrongCall } from './failure.ts';
import type { Values } from './options.ts';

/** Opens the source of a call for the time of `work`. */
export async function withSource<T>(
  text: string | undefined,
  work: (source: SourceStore) => Promise<T>,
): Promise<T> {
  if (text === undefined) throw wrongCall('no source given', 'name a dump, embedded:DIR or a mongodb:// URI');
  const source = await openSource(text);
  return closing(source, work);
}

/** Opens several sources of a call for the time of `work`. */
export async function withSources<T>(
  texts: readonly (string | undefined)[],
  work: (sources: readonly SourceStore[]) => Promise<T>,
): Promise<T> {
  const [text, ...rest] = texts;
  if (texts.length === 0) return work([]);
  return withSource(text, (first) => withSources(rest, (others) => work([first, ...others])));
}

/** Opens what a contract's sources are read from for the time of `work`: the source of a call, or several databases. */
export async function withContractSources<T>(
  plan: Plan,
  values: Values,
  text: string | undefined,
  work: (source: SourceStore) => Promise<T>,
): Promise<T> {
  const databases = bindDatabases(plan, values, text);
  if (databases.size === 0) return withSource(text, work);
  return closing(await openDatabases(databases, text), work);
}

/** Opens the target of a call for the time of `work`; `create` makes an embedded store that is not there yet. */
export async function withTarget<T>(
  text: string | undefined,
  create: boolean,
  work: (target: TargetStore) => Promise<T>,
): Promise<T> {
  if (text === undefined) throw wrongCall('no target given', 'name one with --target embedded:DIR');
  const target = await openTarget(text, { create });
  return closing(target, work);
}

async function closing<S extends SourceStore, T>(store: S, work: (store: S) => Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
