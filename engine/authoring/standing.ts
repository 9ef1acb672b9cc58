import type { Gathered, RunRecord } from '../migration/index.ts';
import type { TargetStore } from '../stores/index.ts';
import type { RunContext } from '../transform/index.ts';
import { standingOf } from './legacy.ts';
import { runBehind } from './run-behind.ts';
import { type ClientTrace, traceClient } from './tracing/client-trace.ts';
import type { TracedContract } from './tracing/traced-contract.ts';

/**
 * Traces a client as the run that wrote its drawer last saw it: at that run's time, with what had landed. Without a
 * target, or where the target has no drawer of ours, as a migration would write it now.
 */
export async function traceStanding(
  traced: TracedContract,
  gathered: Gathered,
  target: TargetStore | undefined,
  context: RunContext,
): Promise<{ readonly trace: ClientTrace; readonly run: RunRecord | undefined }> {
  const { dossier, stored } = await standingOf(traced.plan, gathered, target, context);
  const run = await runBehind(target, stored.image);
  const then =
    run === undefined ? context : { ...context, run: { ...context.run, id: run.id, now: run.now } };
  return { trace: traceClient(traced, dossier, stored, then), run };
}
