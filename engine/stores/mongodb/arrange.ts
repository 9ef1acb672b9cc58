import { StoreFailure } from '../port.ts';
import { listed, placeOf } from './catalog.ts';
import { type Connection, runDurably } from './connection.ts';
import { isServerError, namespaceExists, namespaceNotFound } from './failure.ts';
import { persist } from './retry.ts';

/** Takes a collection away; one that is absent is no fault. */
export async function dropCollection(connection: Connection, name: string): Promise<void> {
  const work = { what: 'dropping a collection', place: placeOf(connection, name) };
  await persist(connection, work, async () => {
    await runDurably(connection.db, { drop: name }).catch((error) => {
      if (!isServerError(error, namespaceNotFound)) throw error;
    });
  });
}

/**
 * Gives a collection another name (T32). Throws `store.missing` where there is none, or only a view or a time series,
 * and `store.foreign` where the new name is taken.
 */
export async function renameCollection(connection: Connection, from: string, to: string): Promise<void> {
  const work = { what: 'renaming a collection', place: placeOf(connection, from) };
  const name = connection.db.databaseName;
  let tried = false;
  await persist(connection, work, async () => {
    const [old] = await listed(connection, from);
    const [next] = await listed(connection, to);
    // An earlier try may have gone through unnoticed (T25).
    if (tried && old === undefined && next !== undefined) return;
    if (old === undefined || old.type !== 'collection') throw missing(connection, from);
    if (next !== undefined) throw taken(connection, to);
    tried = true;
    const command = { renameCollection: `${name}.${from}`, to: `${name}.${to}` };
    await runDurably(connection.client.db('admin'), command).catch((error) => {
      if (isServerError(error, namespaceExists)) throw taken(connection, to);
      if (isServerError(error, namespaceNotFound)) throw missing(connection, from);
      throw error;
    });
  });
}

function missing(connection: Connection, name: string): StoreFailure {
  return new StoreFailure('store.missing', `there is no collection ${name}`, {
    place: placeOf(connection, name),
    hint: 'views and time series cannot be renamed; nothing was changed',
  });
}

function taken(connection: Connection, name: string): StoreFailure {
  return new StoreFailure('store.foreign', `there is a collection ${name} already`, {
    place: placeOf(connection, name),
    hint: 'choose another name; nothing was changed',
  });
}
