import type { BsonValue } from '../bson/index.ts';
import type { MappingPlan, RulePlan } from '../contract/index.ts';
import { dateOf } from './date.ts';
import type { DossierDocument, RunContext } from './dossier.ts';
import { attempt, DocumentEffects, newScope, type PlainScope, run, withLets } from './evaluation.ts';
import type { Fate, Fault, Outside } from './outcome.ts';

/** A document of the dossier with its date and the first fault that judging found. */
export interface Judged {
  readonly of: DossierDocument;
  readonly mapping: MappingPlan;
  readonly date: Date | undefined;
  readonly effects: DocumentEffects;
  /** Set for a document that this run leaves to others; it may take part all the same. */
  readonly outside: Outside | undefined;
  /** True when it takes part in order, choice and ranks. */
  readonly sound: boolean;
  /** Its values of the mapping's total order; empty unless it is sound. */
  readonly order: readonly (BsonValue | undefined)[];
  /** Set when judging has decided already. */
  readonly fate: Fate | undefined;
  readonly fault: Fault | undefined;
}

/**
 * Judges one document by what it is alone: date, cutoff, schema, exclusions, refusals, in this order; the first
 * fault is its reason. One whose exclusion was approved is not looked at. A document that this run leaves to others takes part only if it has landed before.
 */
export function judge(
  document: DossierDocument,
  mapping: MappingPlan,
  client: string,
  context: RunContext,
): Judged {
  const { watch } = context;
  const effects = new DocumentEffects(watch && ((leaf, result) => watch.leaf(leaf, document, result)));
  const end = (fate: Fate, fault?: Fault, date?: Date): Judged => {
    const outside = outsideOf(document, date, context);
    return {
      of: document,
      mapping,
      date,
      effects,
      outside,
      sound: false,
      order: [],
      fate: outside ?? fate,
      fault: outside === undefined ? fault : undefined,
    };
  };
  if (document.excluded === true) return end('excluded');
  const { source } = document;
  let date: Date | undefined;
  const dated = dateOf(source, document, context.run.now, effects);
  if (dated !== undefined) {
    if ('fault' in dated) return end('quarantined', dated.fault);
    date = dated.date;
  }
  const outside = outsideOf(document, date, context);
  if (outside !== undefined && !document.landedBefore) return end(outside, undefined, date);
  const misfit = source.validate(document.document);
  if (misfit !== undefined) {
    const detail = `${misfit.pointer || '/'}: ${misfit.expected}`;
    return end(
      'quarantined',
      { code: 'source.schema', where: source.schemaPlaceOf(misfit.schemaPointer), detail },
      date,
    );
  }
  const verdict = attempt(() => byRules(document, mapping, client, date, context, effects));
  if ('fault' in verdict) return end('quarantined', verdict.fault, date);
  if ('fate' in verdict.value) return end(verdict.value.fate, verdict.value.fault, date);
  effects.keep();
  return {
    of: document,
    mapping,
    date,
    effects,
    outside,
    sound: true,
    order: verdict.value.order,
    fate: undefined,
    fault: undefined,
  };
}

/** Why the run leaves a document of this date to others; undefined for one that it carries. */
function outsideOf(
  document: DossierDocument,
  date: Date | undefined,
  { carries, cutoff }: RunContext,
): Outside | undefined {
  if (carries !== undefined) return carries(document, date) ? undefined : 'outside';
  if (!document.source.cutoff || cutoff === undefined || date === undefined) return undefined;
  return date.getTime() >= cutoff.getTime() ? 'after_cutoff' : undefined;
}

/** Variables that exist before ranks are known. */
export function earlyScope(
  document: DossierDocument,
  client: string,
  date: Date | undefined,
  context: RunContext,
): PlainScope {
  return newScope({
    client,
    date,
    id: document.idText,
    source: document.source.position,
    parent: document.whole,
    run: context.run,
  });
}

/** Asks a rule of a document, once per item of its `for`; gives how often it holds. */
export function timesHolding(
  rule: RulePlan,
  input: unknown,
  scope: PlainScope,
  now: Date,
  effects: DocumentEffects,
): number {
  if (rule.items === undefined) return run(rule.when, input, scope, now, effects) === true ? 1 : 0;
  let times = 0;
  for (const item of rule.items) {
    scope.item = item;
    if (run(rule.when, input, scope, now, effects) === true) times++;
  }
  delete scope.item;
  return times;
}

/**
 * Asks the rules that exclude and refuse; a document that passes has its place in the total order. What `let` names
 * and order say by the way is told when the fields are evaluated, not here as well.
 */
function byRules(
  document: DossierDocument,
  mapping: MappingPlan,
  client: string,
  date: Date | undefined,
  context: RunContext,
  effects: DocumentEffects,
): { readonly fate: Fate; readonly fault: Fault } | { readonly order: readonly (BsonValue | undefined)[] } {
  const input = document.document;
  const { now } = context.run;
  const scope = earlyScope(document, client, date, context);
  const unheard = new DocumentEffects();
  withLets(mapping, mapping.earlyLets, input, scope, now, unheard);
  for (const [fate, rules] of [
    ['excluded', mapping.exclude],
    ['quarantined', mapping.refuse],
  ] as const) {
    for (const rule of rules) {
      if (timesHolding(rule, input, scope, context.run.now, effects) === 0) continue;
      const { code, place: where, note, fix } = rule;
      return { fate, fault: { code, where, detail: undefined, note, fix } };
    }
  }
  return { order: mapping.order.map((term) => run(term, input, scope, now, unheard)) };
}
