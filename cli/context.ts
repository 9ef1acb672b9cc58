import type { Parameters, Plan } from '../engine/contract/index.ts';
import type { RunContext } from '../engine/transform/index.ts';

/** What expressions see of a run, for commands that recompute without writing. */
export function readingContext(plan: Plan, id: string, now: Date, parameters: Parameters): RunContext {
  const cutoff = plan.cutoff === undefined ? undefined : parameters[plan.cutoff];
  return { run: { id, now, parameters }, cutoff: cutoff instanceof Date ? cutoff : undefined };
}
