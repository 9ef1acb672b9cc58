import { openTarget, type TargetStore } from '../../engine/stores/index.ts';
import { freshDatabase } from '../server/database.ts';

/** Opens a fresh database as a target for the time of `work`. */
export async function withDatabase<T>(work: (target: TargetStore, uri: string) => Promise<T>): Promise<T> {
  const database = await freshDatabase();
  const target = await openTarget(database.uri, { create: true });
  try {
    return await work(target, database.uri);
  } finally {
    await target.close();
    await database.drop();
  }
}
