import type { Parameters, Plan } from '../engine/contract/index.ts';
import type { RunContext } from '../engine/transform/index.ts';

/** What expressions see of a run, for commands that recompute without writing. */
export function readingContext(
  plan: Plan,
  id: string,
  now: Date,
  parameters: Parameters,
  step?: string,
): RunContext {
  const value = plan.cutoff === undefined ? undefined : parameters[plan.cutoff];
  const cutoff = value instanceof Date ? value : undefined;
  return { run: { id, now, parameters }, cutoff, ...(step === undefined ? {} : { step }) };
}
