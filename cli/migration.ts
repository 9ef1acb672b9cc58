import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Parameters, Plan } from '../engine/contract/index.ts';
import {
  type ApplyObserver,
  type ApplyRequest,
  batchWay,
  type DeploymentKind,
  environmentOf,
  Pace,
} from '../engine/migration/index.ts';
import { openTarget, type SourceStore, type TargetStore } from '../engine/stores/index.ts';
import { wrongCall } from './failure.ts';
import type { Values } from './options.ts';
import { product } from './product.ts';
import type { Display } from './progress.ts';
import { newRun } from './run.ts';
import { withContractSources, withTarget } from './stores.ts';

/** The stores of a migration, open. */
export interface Stores {
  readonly source: SourceStore;
  readonly target: TargetStore;
  /** The source again, opened to write links onto its documents; only where it is a database of a server. */
  readonly legacy: TargetStore | undefined;
}

/** Opens source and target for the time of `work`; `links` opens the source to be written to as well. */
export function withStores<T>(
  plan: Plan,
  values: Values,
  links: boolean,
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  return withContractSources(plan, values, values.source, (source) =>
    withTarget(values.target, links, async (target) => {
      // Links onto documents of several databases are records of the target.
      const live = links && source.kind === 'mongodb' && plan.databases.length === 0;
      if (!live) return work({ source, target, legacy: undefined });
      const legacy = await openTarget(values.source ?? '', { create: false });
      try {
        return await work({ source, target, legacy });
      } finally {
        await legacy.close();
      }
    }),
  );
}

/** What the target is, as recorded or as the call says. */
export function environmentFor(plan: Plan, target: TargetStore, values: Values): Promise<DeploymentKind> {
  return environmentOf(target, values.env, plan.policy.production);
}

/** The step that a call asks for; a contract that has no such step is a wrong call. */
export function stepOf(plan: Plan, step: string | undefined): string | undefined {
  const steps = [...new Set(plan.mappings.map((mapping) => mapping.step))].sort();
  if (step === undefined || steps.includes(step)) return step;
  throw wrongCall(`the contract ${plan.name} has no step ${step}`, `its steps are ${steps.join(', ')}`);
}

/** A migration as the call asks for it. */
export function applyRequest(
  plan: Plan,
  parameters: Parameters,
  stores: Stores,
  environment: DeploymentKind,
  values: Values,
): ApplyRequest {
  const out = values.out ?? 'out';
  const { run, holder } = newRun();
  const step = stepOf(plan, values.step);
  return {
    plan,
    ...stores,
    parameters,
    environment,
    ...(values.partition === undefined ? {} : { partition: values.partition }),
    ...(step === undefined ? {} : { way: batchWay(step) }),
    batch: values.batch ?? 1000,
    workers: values.workers ?? 1,
    spool: join(out, 'spool', run.id),
    run,
    holder,
    engine: product(),
    ...(values.rate === undefined ? {} : { pace: new Pace(values.rate) }),
    paused: async () => existsSync(join(out, 'pause')),
  };
}

/** The stages of a migration, as they are announced. */
const titles: Readonly<Record<string, string>> = {
  scan: 'Reading the source',
  prepare: 'Preparing the target',
  migrate: 'Migrating',
};

/** Shows how far a migration is. */
export function applyObserver(display: Display): ApplyObserver {
  return {
    step: (name) => display.step(titles[name] ?? name),
    progress: (name, done, total) => display.progress(name, done, total),
    notice: ({ code, message, place }) =>
      display.notice(`${place === '' ? '' : `${place}: `}${message} [${code}]`),
  };
}
