import { type Collection, collections, quarantine, readSource, type Source } from './document.ts';
import { assemble, withoutUpdatedAt } from './drawer.ts';
import { encode } from './encode.ts';
import { compareBytes, extendedJson } from './extended-json.ts';
import { followupElement, type Links } from './followup.ts';
import { chooseQuestionnaire } from './inicial.ts';
import { type Key, keyOf } from './key.ts';
import { elementsAt, landPlans, type PlanArrays, type Service, sameValue, services } from './plan.ts';
import { field, readDate } from './readings.ts';
import { array, branch, object, text } from './tree.ts';
import { decode, type Fields } from './value.ts';

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
  /** The same drawers as BSON. */
  readonly drawerBytes: readonly Uint8Array[];
  readonly links: readonly Link[];
}

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
  const ordered = [...drawers]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([, drawer]) => withoutUpdatedAt(drawer));
  return {
    key: keyOf(cutoff, sources, ordered.length),
    drawers: ordered.map((drawer) => extendedJson(object(drawer), true)),
    drawerBytes: ordered.map(encode),
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
