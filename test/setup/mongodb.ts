import type { TestProject } from 'vitest/node';
import { openServerDoor } from '../server/server-door.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the run's server door; use `serverUri` or `freshDatabase` of `test/server/database.ts`. */
    mongodb: string;
  }
}

/** One MongoDB server for the run, started when the first test asks for it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const door = await openServerDoor();
  project.provide('mongodb', door.address);
  return door.close;
}
