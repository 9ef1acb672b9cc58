import type { Plan } from '../contract/index.ts';
import type { Carries } from '../transform/index.ts';
import type { Stray } from './dossiers.ts';
import type { LandingPath } from './image.ts';

/** By which path a run lands documents, and what it is bound to. */
export interface Way {
  readonly path: LandingPath;
  /** Which documents it carries; without it those of the batch, before the cutoff. */
  readonly carries?: Carries;
  /** The one step whose parts are written. */
  readonly step?: string;
  /** What it is bound to, in words; empty where nothing is. Runs with other bounds are other runs. */
  readonly bounds: string;
}

/** All steps of the batch, or one of them (design §6). */
export function batchWay(step?: string): Way {
  return step === undefined ? { path: 'batch', bounds: '' } : { path: 'batch', step, bounds: `step ${step}` };
}

/** True when a document that belongs to no client is the run's to set aside. */
export function carriesStray(plan: Plan, { carries, step }: Way, { source: name, id }: Stray): boolean {
  const source = plan.sources.find((one) => one.name === name);
  if (source === undefined) return false;
  const mapping = plan.mappings.find((one) => one.name === source.mapping);
  if (step !== undefined && mapping?.step !== step) return false;
  return carries === undefined || carries({ source, id }, undefined);
}
