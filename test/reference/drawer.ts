import type { Source } from './document.ts';
import { type Inicial, inicialOf } from './inicial.ts';
import { type PlanArrays, type Service, services } from './plan.ts';
import { answerTree, hasLeaf } from './questionnaire.ts';
import { objectOf } from './readings.ts';
import { array, bool, branch, copyOf, object, setDefault, text } from './tree.ts';
import type { Fields, Value } from './value.ts';

/** The drawer but for its followups. What an existing drawer holds stays, except the values that are computed. */
export function assemble(
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

function anyLeaf(value: Value | undefined): boolean {
  const blocks = objectOf(value);
  return blocks !== undefined && [...blocks.values()].some((block) => (objectOf(block)?.size ?? 1) > 0);
}

/** What is compared and printed of a drawer. */
export function withoutUpdatedAt(drawer: Fields): Fields {
  const meta = new Map(objectOf(drawer.get('meta')));
  meta.delete('updated_at');
  return new Map([...drawer, ['meta', object(meta)] as const]);
}
