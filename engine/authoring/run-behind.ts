import { type Image, listRuns, type RunRecord } from '../migration/index.ts';
import type { TargetStore } from '../stores/index.ts';

/** The run that wrote to a drawer last, by its image; undefined when the target does not say. */
export async function runBehind(
  target: TargetStore | undefined,
  image: Image | undefined,
): Promise<RunRecord | undefined> {
  if (target === undefined || image === undefined) return undefined;
  const named = new Set([...image.documents.values()].map(({ run }) => run));
  const runs = (await listRuns(target)).filter(({ id }) => named.has(id));
  return runs.sort((a, b) => b.session - a.session)[0];
}
