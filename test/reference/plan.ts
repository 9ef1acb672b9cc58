import { quarantine, type Source } from './document.ts';
import { extendedJson } from './extended-json.ts';
import type { Landed } from './followup.ts';
import { field, isBlank, objectOf } from './readings.ts';
import { object, text } from './tree.ts';
import type { Fields, Value } from './value.ts';

export const services = ['training', 'nutrition'] as const;
export type Service = (typeof services)[number];

/** The plan part of one service of a drawer. */
export interface PlanArrays {
  readonly snapshots: Fields[];
  readonly plans: Fields[];
  readonly landed: Landed[];
}

/** The elements at a path of a drawer, each with its fields; empty if there is no such array. */
export function elementsAt(drawer: Fields | undefined, ...path: readonly string[]): Fields[] {
  let value: Value | undefined = drawer === undefined ? undefined : object(drawer);
  for (const name of path) value = objectOf(value)?.get(name);
  if (value?.type !== 'array') return [];
  return value.items.map((item) => objectOf(item) ?? new Map<string, Value>());
}

/**
 * Judges and maps the sound plans of one client and service, already in order of rank.
 * What the existing drawer holds for a plan stays as it is, but for `status`.
 */
export function landPlans(
  sound: readonly Source[],
  service: Service,
  existing: Fields | undefined,
): PlanArrays {
  const stored = elementsAt(existing, 'services', service, 'snapshots');
  const storedPlans = elementsAt(existing, 'services', service, 'plans');
  const arrays: PlanArrays = { snapshots: [...stored], plans: [...storedPlans], landed: [] };
  for (const [index, source] of sound.entries()) {
    const rank = index + 1;
    const snapshot = snapshotOf(source, service, rank);
    const plan = planOf(source, service, rank, sound.length);
    const link = field(source.fields, 'snapshot_id');
    const there = stored.find((element) => planOfSnapshot(element, service) === source.id);
    if (link !== undefined && !isBlank(link)) {
      if (there === undefined || !sameValue(there.get('snapshot_id'), link)) {
        quarantine(source, 'link.broken');
        continue;
      }
      source.disposition = 'already_present';
    } else if (there !== undefined) {
      if (!sameValue(object(there), object(snapshot.element))) {
        quarantine(source, 'conflict');
        continue;
      }
      source.disposition = 'already_present';
    } else {
      source.disposition = 'migrated';
      source.warnings.push(...snapshot.warnings);
    }
    if (there === undefined) arrays.snapshots.push(snapshot.element);
    arrays.landed.push(landedOf(there ?? snapshot.element, source.id));
    const entry = storedPlans.find((element) => sameValue(element.get('plan_id'), text(source.id)));
    const status = plan.get('status');
    if (entry === undefined) arrays.plans.push(plan);
    else if (status !== undefined) entry.set('status', status);
  }
  arrays.snapshots.sort(byVersion);
  arrays.plans.sort(byVersion);
  return arrays;
}

function snapshotOf(source: Source, service: Service, rank: number): { element: Fields; warnings: string[] } {
  const data = objectOf(field(source.fields, 'edn360_data'));
  const context = new Map(data ?? []);
  context.delete('formatted_plan');
  context.delete('menu_plan');
  const element: Fields = new Map<string, Value>([
    ['snapshot_id', text(`snapshot_legacy_${service}_v${rank}`)],
    ['version', { type: 'int32', value: rank }],
    ['created_at', { type: 'date', value: source.date }],
    ['trigger', text('migrated_from_legacy')],
    ['client_context', object(new Map([[service, object(context)]]))],
    ['plans_generated', object(new Map([[`${service}_plan_id`, text(source.id)]]))],
  ]);
  const legacy: Fields = new Map();
  for (const name of ['source_type', 'source_id', 'previous_plan_id', 'system_version'])
    copy(source, name, legacy);
  if (legacy.size > 0) element.set('legacy', object(legacy));
  return { element, warnings: data === undefined ? ['context.missing'] : [] };
}

function planOf(source: Source, service: Service, rank: number, highest: number): Fields {
  const plan: Fields = new Map<string, Value>([
    ['plan_id', text(source.id)],
    ['version', { type: 'int32', value: rank }],
    ['snapshot_id', text(`snapshot_legacy_${service}_v${rank}`)],
    ['generated_at', { type: 'date', value: source.date }],
    ['status', text(rank === highest ? 'active' : 'archived')],
  ]);
  copy(source, 'month', plan);
  copy(source, 'year', plan);
  return plan;
}

function copy(source: Source, name: string, into: Fields): void {
  const value = field(source.fields, name);
  if (value !== undefined && !isBlank(value)) into.set(name, value);
}

function planOfSnapshot(snapshot: Fields, service: Service): string | undefined {
  const id = objectOf(snapshot.get('plans_generated'))?.get(`${service}_plan_id`);
  return id?.type === 'string' ? id.value : undefined;
}

function landedOf(snapshot: Fields, plan: string): Landed {
  const snapshotId = snapshot.get('snapshot_id');
  const created = snapshot.get('created_at');
  return {
    plan,
    snapshotId: snapshotId?.type === 'string' ? snapshotId.value : '',
    version: versionOf(snapshot),
    createdAt: created?.type === 'date' ? created.value : 0n,
  };
}

const versionOf = (element: Fields): number => {
  const version = element.get('version');
  return version?.type === 'int32' ? version.value : 0;
};

const byVersion = (a: Fields, b: Fields): number => versionOf(a) - versionOf(b);

/** Whether two values are equal, the order of keys aside. */
export const sameValue = (a: Value | undefined, b: Value | undefined): boolean =>
  a !== undefined && b !== undefined && extendedJson(a, true) === extendedJson(b, true);
