import { field, idText, isBlank, objectOf, readInt32 } from './readings.ts';
import type { Fields, Value } from './value.ts';

type Service = 'training' | 'nutrition';

/** A snapshot that is in the drawer, as followups see it. */
export interface Landed {
  readonly plan: string;
  readonly snapshotId: string;
  readonly version: number;
  readonly createdAt: bigint;
}

/** What a followup can link to: landed snapshots, and every sound plan of the client by its id text. */
export interface Links {
  readonly landed: Readonly<Record<Service, readonly Landed[]>>;
  readonly sound: Readonly<Record<Service, ReadonlySet<string>>>;
}

const blockNames = ['measurements', 'adherence', 'wellbeing', 'changes_perceived', 'feedback'] as const;
const split = ['adherence', 'changes_perceived', 'feedback'] as const;

const flat: Readonly<Record<Service, Readonly<Record<(typeof split)[number], readonly string[]>>>> = {
  training: {
    adherence: ['constancia_entrenamiento'],
    changes_perceived: ['molestias_dolor_lesion', 'fuerza_rendimiento', 'cambios_corporales'],
    feedback: ['objetivo_proximo_mes', 'cambios_deseados', 'comentarios_adicionales'],
  },
  nutrition: {
    adherence: ['seguimiento_alimentacion'],
    changes_perceived: [],
    feedback: ['cambios_deseados', 'comentarios_adicionales'],
  },
};

/** Whether every block is an object, null or missing. */
export const blocksAreSound = (document: Fields): boolean =>
  blockNames.every((name) => {
    const block = field(document, name);
    return block === undefined || block.type === 'null' || block.type === 'object';
  });

/** The element of `followups[]` for one document, and its warnings. */
export function followupElement(document: Fields, id: string, date: bigint, links: Links) {
  const warnings: string[] = [];
  const days = field(document, 'days_since_last_plan');
  const whole = readInt32(days);
  if (whole === undefined && !isBlank(days)) warnings.push('number.unparsed');
  const element: Fields = new Map<string, Value>([
    ['followup_id', { type: 'string', value: id }],
    ['submitted_at', { type: 'date', value: date }],
    ['days_since_last', whole === undefined ? { type: 'null' } : { type: 'int32', value: whole }],
  ]);

  const previous = field(document, 'previous_plan_id');
  const plan = previous === undefined || isBlank(previous) ? undefined : idText(previous);
  const namesTraining = plan !== undefined && links.sound.training.has(plan);
  const namesNutrition = plan !== undefined && links.sound.nutrition.has(plan);
  if (plan !== undefined && !namesTraining && !namesNutrition) warnings.push('link.unresolved');
  const training = ofPlan(links.landed.training, plan) ?? newest(links.landed.training, date);
  const nutrition =
    ofPlan(links.landed.nutrition, plan) ??
    (plan === undefined || namesTraining ? newest(links.landed.nutrition, date) : undefined);
  element.set('previous_snapshot_training_id', idOrNull(training));
  element.set('previous_snapshot_nutrition_id', idOrNull(nutrition));

  for (const service of ['training', 'nutrition'] as const) {
    const section = sectionOf(document, service);
    if (section.size > 0) element.set(`${service}_section`, { type: 'object', fields: section });
  }
  return { element, warnings };
}

const ofPlan = (landed: readonly Landed[], plan: string | undefined): Landed | undefined =>
  landed.find((snapshot) => snapshot.plan === plan);

const newest = (landed: readonly Landed[], before: bigint): Landed | undefined =>
  landed.filter((snapshot) => snapshot.createdAt < before).sort((a, b) => b.version - a.version)[0];

const idOrNull = (snapshot: Landed | undefined): Value =>
  snapshot === undefined ? { type: 'null' } : { type: 'string', value: snapshot.snapshotId };

function sectionOf(document: Fields, service: Service): Fields {
  const section: Fields = new Map();
  const put = (name: string, content: Fields): void => {
    if (content.size > 0) section.set(name, { type: 'object', fields: content });
  };
  const byDomain = split.some((name) => {
    const block = objectOf(field(document, name));
    return objectOf(block?.get('training')) !== undefined || objectOf(block?.get('nutrition')) !== undefined;
  });
  for (const name of split) {
    const block = objectOf(field(document, name)) ?? new Map<string, Value>();
    if (byDomain) put(name, objectOf(block.get(service)) ?? new Map());
    else put(name, new Map([...nonBlank(block)].filter(([leaf]) => flat[service][name].includes(leaf))));
  }
  if (service === 'training') {
    const measurements = objectOf(field(document, 'measurements'));
    const type = field(document, 'measurement_type');
    const kept = nonBlank(measurements);
    if (measurements !== undefined && type !== undefined && !isBlank(type))
      kept.set('measurement_type', type);
    put('measurements', kept);
    put('wellbeing', nonBlank(objectOf(field(document, 'wellbeing'))));
  }
  return section;
}

const nonBlank = (block: Fields | undefined): Fields =>
  new Map([...(block ?? [])].filter(([, value]) => !isBlank(value)));
