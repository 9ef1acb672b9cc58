import type { BsonDocument, DraftDocument } from '../bson/index.ts';
import type { MappingPlan, Plan } from '../contract/index.ts';
import { assemble, completed } from './assemble.ts';
import { ClientWork, type Decided, ofAnotherStep } from './client-work.ts';
import { dateWarnings } from './date.ts';
import type { Dossier, RunContext } from './dossier.ts';
import { decideElements } from './elements.ts';
import { attempt, DocumentEffects, newScope, run } from './evaluation.ts';
import { type Finished, finishDrawer, settleAbsent } from './finish.ts';
import { type Judged, judge } from './judge.ts';
import { compareKeys } from './order.ts';
import type { DocumentOutcome, Fault, Outcome, Warning } from './outcome.ts';
import { decideSingle } from './single.ts';

/**
 * The product's one function (design §1, §8): a client's legacy documents and the drawer that the target holds give
 * the drawer as the contract wants it, and what became of every document. Pure: no clock, no randomness, no I/O.
 */
export function transform(
  plan: Plan,
  dossier: Dossier,
  existing: BsonDocument | undefined,
  context: RunContext,
): Outcome {
  context.lap?.(undefined);
  const drawerId = drawerIdOf(plan, dossier.client, context);
  const work = new ClientWork(plan, dossier.client, drawerId, existing, context);
  const judged = judgeAll(plan, dossier, context);
  if (plan.usesLegacy) work.legacy = soundBySource(judged);
  for (const mapping of plan.work) decideMapping(work, mapping, judged);
  const early = judged
    .filter((one) => one.fate !== undefined)
    .map((one) => (work.writes(one.mapping) ? decidedEarly(one) : ofAnotherStep(decidedEarly(one))));
  const all = [...work.decided, ...early];
  if (!work.hasDrawer) return outcome(work, all, undefined, undefined);
  const drawer = assemble(work);
  const finished = attempt(() => finishDrawer(work, drawer));
  if ('fault' in finished) return setAside(work, all, finished.fault);
  const whole = completed(drawer, plan);
  const settled = settleAbsent(finished.value.absent, whole, existing);
  const misfit = plan.target.validate(whole);
  if (misfit !== undefined) {
    const detail = `${misfit.pointer || '/'}: ${misfit.expected}`;
    return setAside(work, all, { code: 'drawer.schema', where: undefined, detail });
  }
  return outcome(work, all, whole, {
    ...finished.value,
    parts: [...finished.value.parts, ...settled.parts],
    left: settled.left,
  });
}

/** The drawer's `_id` for a client. */
export function drawerIdOf(plan: Plan, client: string, context: RunContext): string {
  const id = run(plan.client.id, undefined, newScope({ client }), context.run.now, new DocumentEffects());
  if (typeof id !== 'string') throw new TypeError('client.id must give a text');
  return id;
}

function judgeAll(plan: Plan, dossier: Dossier, context: RunContext): readonly Judged[] {
  const byName = new Map(plan.mappings.map((mapping) => [mapping.name, mapping]));
  return dossier.documents.flatMap((document) => {
    const mapping = byName.get(document.source.mapping);
    return mapping === undefined ? [] : [judge(document, mapping, dossier.client, context)];
  });
}

function decideMapping(work: ClientWork, mapping: MappingPlan, judged: readonly Judged[]): void {
  const sound = judged.filter((one) => one.mapping === mapping && one.sound);
  const ranked = sound.sort((a, b) => compareKeys(a.order, b.order));
  const decided = mapping.elements
    ? decideElements(work, mapping, ranked)
    : decideSingle(work, mapping, ranked);
  work.finishMapping(mapping, ranked, decided);
  work.context.lap?.(mapping.name);
}

function soundBySource(judged: readonly Judged[]): Record<string, readonly BsonDocument[]> {
  const bySource = Object.create(null) as Record<string, BsonDocument[]>;
  for (const { of, sound } of judged) {
    if (!sound) continue;
    const list = bySource[of.source.name] ?? [];
    list.push(of.document);
    bySource[of.source.name] = list;
  }
  return bySource;
}

function decidedEarly(judged: Judged): Decided {
  return {
    judged,
    fate: judged.fate ?? 'quarantined',
    role: undefined,
    fault: judged.fault,
    parts: [],
    link: undefined,
    warnings: [],
  };
}

function outcome(
  work: ClientWork,
  decided: readonly Decided[],
  drawer: DraftDocument | undefined,
  finished: (Finished & Pick<Outcome, 'left'>) | undefined,
): Outcome {
  return {
    client: work.client,
    drawerId: work.drawerId,
    drawer,
    parts: work.parts,
    finish: finished?.parts ?? [],
    left: finished?.left ?? [],
    onChange: finished?.onChange ?? [],
    documents: decided.map(documentOutcome),
    warnings: finished?.warnings ?? [],
  };
}

/** A drawer that cannot be: all of the client's documents that would have landed are set aside with the reason. */
function setAside(work: ClientWork, decided: readonly Decided[], fault: Fault): Outcome {
  const documents = decided.map((one): Decided => {
    if (one.fate !== 'landed') return one;
    return { ...one, fate: 'quarantined', fault, role: undefined, parts: [], link: undefined, warnings: [] };
  });
  return { ...outcome(work, documents, undefined, undefined), parts: [] };
}

function documentOutcome(decided: Decided): DocumentOutcome {
  const { judged, fate, role, fault, parts, link } = decided;
  const { of, mapping, effects } = judged;
  const { source, id, idText } = of;
  return {
    source,
    mapping,
    id,
    idText,
    date: judged.date,
    fate,
    role,
    fault,
    warnings: warningsOf(decided, effects),
    parts,
    link,
  };
}

/** A document that does not land carries only what was said of its date, unless it filled another. */
function warningsOf(decided: Decided, effects: DocumentEffects): readonly Warning[] {
  if (decided.fate === 'landed' || decided.role === 'filler')
    return [...effects.warnings, ...decided.warnings];
  return effects.warnings.filter(({ code }) => dateWarnings.has(code));
}
