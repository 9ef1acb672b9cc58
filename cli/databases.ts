import type { Plan } from '../engine/contract/index.ts';
import { CommandFailure, wrongCall } from './failure.ts';
import type { Values } from './options.ts';

/**
 * The databases of a contract as the call binds them, else `drawer.yaml`, else by their usual names within the source.
 * A wrong call when one is bound to nothing, or when a binding is for none of them.
 */
export function bindDatabases(
  { databases }: Plan,
  values: Pick<Values, 'database' | 'databases'>,
  source: string | undefined,
): ReadonlyMap<string, string> {
  const known = new Set(databases.map(({ alias }) => alias));
  const stray = Object.keys(values.database ?? {}).find((alias) => !known.has(alias));
  if (stray !== undefined) {
    const hint = known.size === 0 ? 'name the source with --source' : `it has ${[...known].join(', ')}`;
    throw wrongCall(`the contract has no database ${stray}`, hint);
  }
  const bound = new Map<string, string>();
  for (const { alias, usual, title } of databases) {
    const text =
      values.database?.[alias] ?? values.databases?.[alias] ?? (source === undefined ? undefined : usual);
    if (text === undefined) {
      const named = title === undefined ? alias : `${alias} (${title})`;
      throw new CommandFailure('wrong', 'database.unbound', `nothing says which database ${named} is`, {
        hint: `give it with --database ${alias}=STORE, or its name within --source`,
      });
    }
    bound.set(alias, text);
  }
  return bound;
}
