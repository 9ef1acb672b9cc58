import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from '../../bson/index.ts';
import { StoreFailure } from '../port.ts';
import { Environment } from './environment.ts';
import { dataFile } from './folder.ts';

/** Bytes that the data file of an open environment is too short by; 0 for nearly every one. */
export function missingBytes(environment: Environment): number {
  const { bytes } = environment.extent();
  return Math.max(0, bytes - statSync(join(environment.directory, dataFile)).size);
}

/**
 * Looks at a data file that is too short: reading pages beyond its end would end the process. LMDB itself leaves its
 * last pages unwritten where they were freed again in the same transaction. So a file that ends early, at the end of
 * a page, is filled up with an unwritten stretch and then read through as a whole; any other was cut off, as by an
 * interrupted copy, and is refused: throws `store.damaged`. No environment may be open in this process.
 */
export async function checkShortFile(directory: string): Promise<void> {
  const path = join(directory, dataFile);
  const size = statSync(path).size;
  const environment = new Environment(directory, false);
  try {
    const missing = missingBytes(environment);
    const { bytes, pageSize } = environment.extent();
    const failure = new StoreFailure('store.damaged', `the data file ends ${missing} bytes too early`, {
      place: path,
      offset: size,
      hint: 'copy the folder again, or restore it from a copy',
    });
    if (size % pageSize !== 0) throw failure;
    // Under the lock of writers, so that nobody's later pages are cut off.
    environment.transact('filling up the data file', () => {
      if (missingBytes(environment) > 0) truncateSync(path, bytes);
    });
    if (readsThrough(environment)) return;
    truncateSync(path, size);
    throw failure;
  } finally {
    await environment.close();
  }
}

function readsThrough(environment: Environment): boolean {
  try {
    return environment.names().every((name) => databaseReadsThrough(environment, name));
  } catch (error) {
    if (error instanceof StoreFailure) return false;
    throw error;
  }
}

function databaseReadsThrough(environment: Environment, name: string): boolean {
  const database = environment.database(name, false);
  if (database === undefined) return false;
  return environment.look('reading through a database', () => {
    for (const { value } of database.getRange({ start: Buffer.from([0]) })) {
      if (name.startsWith('documents') && inspect(value).damage !== undefined) return false;
    }
    return true;
  });
}
