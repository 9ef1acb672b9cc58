import { join } from 'node:path';
import type { Plan } from '../../engine/contract/index.ts';
import { Gathering, scanSources, wholePartition } from '../../engine/migration/index.ts';
import { currentHolder, openSource, type TargetStore } from '../../engine/stores/index.ts';
import {
  type Duplicate,
  findDuplicates,
  type Verification,
  verify,
} from '../../engine/verification/index.ts';
import { contextOf } from '../property/engine.ts';

/** Verification and duplicates of a target against a dump, as step 05 does them. */
export async function verified(
  plan: Plan,
  dump: string,
  cutoff: string,
  target: TargetStore,
  directory: string,
): Promise<{ readonly verification: Verification; readonly duplicates: readonly Duplicate[] }> {
  const source = await openSource(dump);
  const gathering = new Gathering(join(directory, 'verify-spool'), currentHolder('verify'));
  try {
    const context = contextOf(plan, cutoff);
    const quiet = (): void => undefined;
    const { now } = context.run;
    const scanned = await scanSources(plan, source, gathering, wholePartition, now, quiet);
    const total = scanned.sources.reduce((sum, { taken }) => sum + taken, 0);
    const buckets = gathering.buckets();
    return {
      verification: await verify({ plan, target, context, buckets, total, progress: quiet }),
      duplicates: await findDuplicates(plan, target, context),
    };
  } finally {
    await gathering.discard();
    await source.close();
  }
}
