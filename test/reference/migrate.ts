import { type Collection, collections, quarantine, readSource, type Source } from './document.ts';
import { compareBytes, extendedJson } from './extended-json.ts';
import { followupElement, type Links } from './followup.ts';
import { type Key, keyOf } from './key.ts';
import { elementsAt, landPlans, type PlanArrays, type Service, sameValue } from './plan.ts';
import { type Answers, answerTree, fill, hasLeaf, mapAnswers, missingAnswers } from './questionnaire.ts';
import { field, objectOf, readDate } from './readings.ts';
import { decode, type Fields, type Value } from './value.ts';

/** Raw BSON documents by collection, in stored order. */
export type Dataset = Readonly<Record<Collection, readonly Uint8Array[]>>;

/** What goes back onto a legacy plan that lands. */
export interface Link {
  readonly collection: Collection;
  /** `_id` in canonical extended JSON. */
  readonly id: string;
  readonly snapshot_id: string;
  readonly client_drawer_id: string;
}

export interface Migration {
  readonly key: Key;
  /** Canonical extended JSON, keys sorted, without `meta.updated_at`, in order of `_id`. */
  readonly drawers: readonly string[];
  readonly links: readonly Link[];
}

const services = ['training', 'nutrition'] as const;
const object = (fields: Fields): Value => ({ type: 'object', fields });
const array = (items: readonly Fields[]): Value => ({ type: 'array', items: items.map(object) });
const text = (value: string): Value => ({ type: 'string', value });
const bool = (value: boolean): Value => ({ type: 'bool', value });

/**
 * Migrates a dataset by the rules of contract edn360 1.0.0: naively, the whole data in memory.
 *
 * `cutoff` is the text of `DUAL_WRITE_START_AT`. `target` holds drawers that are there already, as raw BSON:
 * their elements count by key (equal: already present; other content: quarantined as `conflict`), linked plans
 * are looked up in them, and what they hold stays. A target that other hands changed is beyond this model.
 */
export function migrate(dataset: Dataset, cutoff: string, target: readonly Uint8Array[] = []): Migration {
  const start = readDate(text(cutoff));
  if (!('date' in start)) throw new Error(`cutoff ${cutoff}: ${start.fault}`);
  const sources = collections.flatMap((collection) =>
    dataset[collection].map((bytes) => readSource(collection, bytes, start.date)),
  );
  const drawers = new Map<string, Fields>();
  for (const bytes of target) {
    const drawer = decode(bytes);
    const id = field(drawer, '_id');
    if (id?.type === 'string') drawers.set(id.value, drawer);
  }
  const links: Link[] = [];
  for (const [client, documents] of byClient(sources)) {
    const drawerId = `client_${client}`;
    const drawer = migrateClient(client, documents, drawers.get(drawerId));
    if (drawer === undefined) continue;
    drawers.set(drawerId, drawer.fields);
    links.push(...drawer.links);
  }
  const ordered = [...drawers].sort(([a], [b]) => compareBytes(a, b)).map(([, drawer]) => drawer);
  return {
    key: keyOf(cutoff, sources, ordered.length),
    drawers: ordered.map((drawer) => extendedJson(object(withoutUpdatedAt(drawer)), true)),
    links,
  };
}

function byClient(sources: readonly Source[]): Map<string, Source[]> {
  const clients = new Map<string, Source[]>();
  for (const source of sources) {
    if (source.disposition !== undefined) continue;
    const documents = clients.get(source.client);
    if (documents === undefined) clients.set(source.client, [source]);
    else documents.push(source);
  }
  return clients;
}

function migrateClient(client: string, documents: readonly Source[], existing: Fields | undefined) {
  const drawerId = `client_${client}`;
  const of = (collection: Collection): Source[] =>
    documents.filter((source) => source.collection === collection).sort(byDateThenId);
  const questionnaires = [...of('questionnaire_responses'), ...of('nutrition_questionnaire_submissions')];
  const sound = { training: of('training_plans'), nutrition: of('nutrition_plans') };
  const followups = of('followup_submissions');

  const inicial = chooseQuestionnaire(questionnaires, existing);
  if (inicial === undefined && existing === undefined) {
    for (const source of [...sound.training, ...sound.nutrition, ...followups]) quarantine(source, 'orphan');
    return undefined;
  }
  const plans: Record<Service, PlanArrays> = {
    training: landPlans(sound.training, 'training', existing),
    nutrition: landPlans(sound.nutrition, 'nutrition', existing),
  };
  const drawer = assemble(client, inicial, plans, sound, existing);
  const elements = landFollowups(
    followups,
    {
      landed: { training: plans.training.landed, nutrition: plans.nutrition.landed },
      sound: {
        training: new Set(sound.training.map(({ id }) => id)),
        nutrition: new Set(sound.nutrition.map(({ id }) => id)),
      },
    },
    existing,
  );
  branch(drawer, 'services', 'shared', 'questionnaires').set('followups', array(elements));
  const links = services.flatMap((service) =>
    sound[service]
      .filter((source) => source.disposition === 'migrated' || source.disposition === 'already_present')
      .map((source) => ({
        collection: source.collection,
        id: source.idJson,
        snapshot_id: plans[service].landed.find(({ plan }) => plan === source.id)?.snapshotId ?? '',
        client_drawer_id: drawerId,
      })),
  );
  return { fields: drawer, links };
}

const byDateThenId = (a: Source, b: Source): number =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : compareBytes(a.id, b.id);

/** The client's initial questionnaire: answers with the gaps filled, and when it was submitted. */
interface Inicial {
  readonly answers: Answers;
  readonly submittedAt: bigint;
  /** Whether the answers are of a questionnaire of ours, not only what the target held already. */
  readonly conflict: boolean;
}

/** Sorting is stable and the two collections come in their order, so ties need no third criterion. */
function chooseQuestionnaire(
  candidates: readonly Source[],
  existing: Fields | undefined,
): Inicial | undefined {
  const [chosen, ...others] = [...candidates].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  );
  if (chosen === undefined) return undefined;
  for (const other of others) other.disposition = 'superseded';
  const responses = objectOf(field(chosen.fields, 'responses')) ?? new Map<string, Value>();
  const answers = mapAnswers(responses);
  const own = [...missingAnswers(responses), ...answers.warnings];
  const filler = others.find((other) => other.collection !== chosen.collection);
  if (filler !== undefined) {
    const filling = mapAnswers(objectOf(field(filler.fields, 'responses')) ?? new Map<string, Value>());
    filler.warnings.push(...filling.warnings, ...fill(answers, filling));
  }
  const stored = storedInicial(existing);
  const computed = inicialOf(answers, chosen.date);
  if (stored === undefined) {
    chosen.disposition = 'migrated';
    chosen.warnings.push(...own);
  } else if (sameValue(stored, object(computed))) chosen.disposition = 'already_present';
  else quarantine(chosen, 'conflict');
  return { answers, submittedAt: chosen.date, conflict: chosen.disposition === 'quarantined' };
}

const storedInicial = (drawer: Fields | undefined): Value | undefined =>
  drawer === undefined
    ? undefined
    : branch(copyOf(drawer), 'services', 'shared', 'questionnaires').get('inicial');

function inicialOf(answers: Answers, submittedAt: bigint): Fields {
  const tree = answerTree(answers);
  tree.delete('profile');
  return new Map<string, Value>([
    ['submitted_at', { type: 'date', value: submittedAt }],
    ['version', text('1.0.0')],
    ['schema_version', text('questionnaire_edn360_v1')],
    ...tree,
  ]);
}

/** The drawer but for its followups. What an existing drawer holds stays, except the values that are computed. */
function assemble(
  client: string,
  inicial: Inicial | undefined,
  plans: Readonly<Record<Service, PlanArrays>>,
  sound: Readonly<Record<Service, readonly Source[]>>,
  existing: Fields | undefined,
): Fields {
  const drawer: Fields = existing === undefined ? new Map() : copyOf(existing);
  setDefault(drawer, '_id', text(`client_${client}`));
  setDefault(drawer, 'user_id', text(client));
  const profile = branch(drawer, 'profile');
  const questionnaires = branch(drawer, 'services', 'shared', 'questionnaires');
  if (inicial !== undefined && !inicial.conflict) {
    const leaves = objectOf(answerTree(inicial.answers).get('profile')) ?? new Map<string, Value>();
    for (const [name, value] of leaves) setDefault(profile, name, value);
    setDefault(questionnaires, 'inicial', object(inicialOf(inicial.answers, inicial.submittedAt)));
  }
  const stored = objectOf(questionnaires.get('inicial'));
  const storedDate = stored?.get('submitted_at');
  const submittedAt = storedDate?.type === 'date' ? storedDate.value : undefined;

  const active: Service[] = [];
  for (const service of services) {
    const answered =
      inicial !== undefined && !inicial.conflict
        ? hasLeaf(inicial.answers, `${service}_section`)
        : anyLeaf(stored?.get(`${service}_section`));
    const isActive = answered || plans[service].landed.length > 0;
    if (isActive) active.push(service);
    const beginnings = [answered ? submittedAt : undefined, sound[service][0]?.date].filter(
      (date) => date !== undefined,
    );
    const first = beginnings.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))[0];
    const part = branch(drawer, 'services', service);
    part.set('active', bool(isActive));
    part.set('enrolled_at', first === undefined ? { type: 'null' } : { type: 'date', value: first });
    part.set('snapshots', array(plans[service].snapshots));
    part.set('plans', array(plans[service].plans));
    setDefault(part, 'measurements', array([]));
    setDefault(part, 'notes', array([]));
  }
  const meta = branch(drawer, 'meta');
  if (submittedAt !== undefined) setDefault(meta, 'created_at', { type: 'date', value: submittedAt });
  meta.set('active_services', { type: 'array', items: active.map(text) });
  setDefault(meta, 'has_archived_snapshots', bool(false));
  setDefault(meta, 'status', text('active'));
  return drawer;
}

function landFollowups(followups: readonly Source[], links: Links, existing: Fields | undefined): Fields[] {
  const elements = elementsAt(existing, 'services', 'shared', 'questionnaires', 'followups');
  for (const source of followups) {
    const { element, warnings } = followupElement(source.fields, source.id, source.date, links);
    const there = elements.find((stored) => sameValue(stored.get('followup_id'), text(source.id)));
    if (there === undefined) {
      source.disposition = 'migrated';
      source.warnings.push(...warnings);
      elements.push(element);
    } else if (sameValue(object(there), object(element))) source.disposition = 'already_present';
    else quarantine(source, 'conflict');
  }
  return elements.sort(byDateThenKey);
}

function byDateThenKey(a: Fields, b: Fields): number {
  const [x, y] = [a.get('submitted_at'), b.get('submitted_at')];
  if (x?.type === 'date' && y?.type === 'date' && x.value !== y.value) return x.value < y.value ? -1 : 1;
  const [m, n] = [a.get('followup_id'), b.get('followup_id')];
  return m?.type === 'string' && n?.type === 'string' ? compareBytes(m.value, n.value) : 0;
}

function anyLeaf(value: Value | undefined): boolean {
  const blocks = objectOf(value);
  return blocks !== undefined && [...blocks.values()].some((block) => (objectOf(block)?.size ?? 1) > 0);
}

function setDefault(fields: Fields, name: string, value: Value): void {
  if (!fields.has(name)) fields.set(name, value);
}

function branch(fields: Fields, ...path: readonly string[]): Fields {
  let here = fields;
  for (const name of path) {
    let next = objectOf(here.get(name));
    if (next === undefined) {
      next = new Map();
      here.set(name, object(next));
    }
    here = next;
  }
  return here;
}

function copyOf(fields: Fields): Fields {
  return structuredClone(fields);
}

function withoutUpdatedAt(drawer: Fields): Fields {
  const meta = new Map(objectOf(drawer.get('meta')));
  meta.delete('updated_at');
  return new Map([...drawer, ['meta', object(meta)] as const]);
}
