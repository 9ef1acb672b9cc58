import type { Plan } from '../contract/index.ts';
import type { ApplyRequest } from './apply.ts';
import type { PlannedFigures } from './budget.ts';
import type { ScannedStore } from './scan.ts';
import type { DispositionCounts, Tally } from './tally.ts';
import { batchWay } from './way.ts';

/** Version of an outline's form. */
const FORM = 2;

/** What a run was or will be made of, in plain values: the file that `plan` writes and `apply` follows. */
export interface Outline {
  readonly form: number;
  readonly contract: {
    readonly name: string;
    readonly version: string;
    readonly mapping: string;
    readonly policy: string;
  };
  readonly engine: { readonly name: string; readonly version: string };
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly source: {
    readonly kind: string;
    readonly label: string;
    readonly digest: string;
    readonly collections: Readonly<Record<string, number>>;
  };
  readonly target: { readonly kind: string; readonly label: string };
  readonly partition: string;
  /** By which path the documents land, and what it is bound to; of a step its number. */
  readonly path: string;
  readonly bounds: string;
  readonly step: string | null;
  readonly steps: readonly {
    readonly step: string;
    readonly entity: string;
    readonly collections: Readonly<Record<string, Omit<DispositionCounts, 'total'>>>;
  }[];
  readonly drawers: {
    readonly total: number;
    readonly inserted: number;
    readonly changed: number;
    readonly unchanged: number;
  };
  readonly quarantine: readonly {
    readonly code: string;
    readonly source: string;
    readonly where: string | null;
    readonly count: number;
  }[];
  readonly conflicts: readonly { readonly path: string; readonly count: number }[];
}

/** Sums up what going through all clients has found. */
export function outlineOf(request: ApplyRequest, scanned: ScannedStore, tally: Tally): Outline {
  const { plan, engine, parameters, source, target, partition } = request;
  return {
    form: FORM,
    contract: { name: plan.name, version: plan.version, ...plan.digests },
    engine: { ...engine },
    parameters: plainParameters(parameters),
    source: {
      kind: source.kind,
      label: source.label,
      digest: scanned.digest,
      collections: Object.fromEntries(scanned.sources.map((one) => [one.source, one.documents])),
    },
    target: { kind: target.kind, label: target.label },
    partition: partition === undefined ? '1/1' : `${partition.index}/${partition.count}`,
    ...wayText(request),
    steps: stepsOf(plan, tally, request.way?.step),
    drawers: { ...tally.drawers },
    quarantine: [...tally.quarantine.values()].map(({ code, source: name, where, documents }) => ({
      code,
      source: name,
      where: where ?? null,
      count: documents.length,
    })),
    conflicts: [...tally.conflicts].map(([path, count]) => ({ path, count })),
  };
}

/** Figures that a run is held against while it goes on. */
export function figuresOf({ drawers, quarantine }: Outline): PlannedFigures {
  const quarantined = quarantine.reduce((sum, { count }) => sum + count, 0);
  return { inserted: drawers.inserted, changed: drawers.changed, quarantined };
}

/** In what a plan that was made earlier differs from what would be applied now; empty when it still holds. */
export function outdated(planned: Outline, request: ApplyRequest): readonly string[] {
  const { plan, engine, parameters, source, target, partition } = request;
  const now: Readonly<Record<string, unknown>> = {
    form: FORM,
    contract: { name: plan.name, version: plan.version, ...plan.digests },
    engine,
    parameters: plainParameters(parameters),
    source: source.label,
    target: target.label,
    partition: partition === undefined ? '1/1' : `${partition.index}/${partition.count}`,
    ...wayText(request),
  };
  const then: Readonly<Record<string, unknown>> = {
    form: planned.form,
    contract: planned.contract,
    engine: planned.engine,
    parameters: planned.parameters,
    source: planned.source.label,
    target: planned.target.label,
    partition: planned.partition,
    path: planned.path,
    bounds: planned.bounds,
    step: planned.step,
  };
  return Object.keys(now).filter((name) => stable(now[name]) !== stable(then[name]));
}

function wayText({ way = batchWay() }: ApplyRequest): Pick<Outline, 'path' | 'bounds' | 'step'> {
  return { path: way.path, bounds: way.bounds, step: way.step ?? null };
}

function stepsOf(plan: Plan, tally: Tally, only: string | undefined): Outline['steps'] {
  const mappings = plan.mappings.filter(({ step }) => only === undefined || step === only);
  return mappings.map(({ name, step, sources }) => ({
    step,
    entity: name,
    collections: Object.fromEntries(
      sources.map(({ name: source }) => [source, { ...(tally.counts.get(source) ?? {}) } as never]),
    ),
  }));
}

function plainParameters(parameters: ApplyRequest['parameters']): Outline['parameters'] {
  const plain = Object.entries(parameters).map(([name, value]): [string, string | number | boolean] => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return Object.fromEntries(plain.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function stable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
