import { type BsonValue, typeName } from '../../bson/index.ts';
import type { Computation, LeafPlan, MappingPlan } from '../../contract/index.ts';
import { DocumentEffects, type DossierDocument, run } from '../../transform/index.ts';
import type { ClientTrace, LeafFact } from '../tracing/client-trace.ts';
import type { Evaluation } from '../tracing/journal.ts';
import { formatDrawerPath, type Segment, valueIn } from './drawer-path.ts';
import type { Explanation, ReadValue, Working } from './explanation.ts';
import { losers } from './losers.ts';
import { named } from './named.ts';
import { type Origin, originOf } from './origin.ts';
import { expressionAt, letsOf, readsOf } from './reads.ts';
import { workingOf } from './working.ts';

type FieldOrigin = Extract<Origin, { kind: 'field' }>;

/** Explains what stands at a path of a client's drawer, or why nothing does. */
export function explainPath(trace: ClientTrace, path: readonly Segment[]): Explanation {
  const origin = originOf(trace, path);
  const value = valueIn(trace.drawer, path);
  const base = {
    path: formatDrawerPath(path),
    value,
    origin: origin.kind,
    document: undefined,
    mapping: undefined,
    place: undefined,
    reads: [],
    workings: [],
    coerced: undefined,
    lost: [],
    again: undefined,
  };
  switch (origin.kind) {
    case 'field':
      return { ...base, ...ofField(trace, origin, value) };
    case 'finish':
      return { ...base, ...ofFinish(trace, origin.leaf, origin.fact, value) };
    case 'client':
      return { ...base, ...ofClient(trace, path) };
    case 'stored':
      return { ...base, rule: ruleOfStored(origin.kept) };
    case 'schema':
      return { ...base, ...ofSchema(trace, path, value) };
  }
}

function ofField(
  trace: ClientTrace,
  { mapping, leaf, fact, of, by }: FieldOrigin,
  value: BsonValue | undefined,
): Partial<Explanation> & Pick<Explanation, 'rule'> {
  const document = fact?.document;
  const shown = shownFact(trace, leaf, fact, mapping);
  return {
    rule: [ruleOfField(mapping, by), ruleOfLeaf(leaf, fact, value)].filter((text) => text !== '').join('; '),
    document: document && named(document),
    mapping: mapping.name,
    ...shown,
    lost: of === undefined || by === 'element' ? [] : losers(trace, mapping, leaf, fact, document),
  };
}

function ofFinish(
  trace: ClientTrace,
  leaf: LeafPlan,
  fact: LeafFact | undefined,
  value: BsonValue | undefined,
): Partial<Explanation> & Pick<Explanation, 'rule'> {
  const said = ruleOfLeaf(leaf, fact, value);
  const late = leaf.onChange ? 'written only when something else changes' : '';
  return {
    rule: ['computed on the assembled drawer', late, said].filter((text) => text !== '').join('; '),
    ...shownFact(trace, leaf, fact, undefined),
  };
}

function ofClient(
  trace: ClientTrace,
  path: readonly Segment[],
): Partial<Explanation> & Pick<Explanation, 'rule'> {
  const { contract, plan } = trace.traced;
  const isId = path.length === 1 && path[0] === '_id';
  const first = trace.dossier.documents[0];
  const source = contract.sources.find(({ name }) => name === first?.source.name);
  const reads = first === undefined || source === undefined ? [] : readsOf(trace, source.client, first);
  const { place } = plan.client.id;
  return {
    rule: isId ? 'the drawer of the client' : 'the canonical id of the client',
    document: first && named(first),
    place: isId ? place : source?.client.place,
    reads,
    workings: [],
  };
}

function ofSchema(
  trace: ClientTrace,
  path: readonly Segment[],
  value: BsonValue | undefined,
): Partial<Explanation> & Pick<Explanation, 'rule'> {
  if (value !== undefined) return { rule: "nothing fills it; the drawer's schema requires it" };
  if (trace.drawer === undefined) return { rule: 'the client has no drawer' };
  const { plan } = trace.traced;
  const label = path.filter((segment) => typeof segment === 'string').join('.');
  const output = plan.mappings
    .flatMap((mapping) => mapping.outputs.map((each) => ({ mapping, each })))
    .find(({ each }) => label === each.label || label.startsWith(`${each.label}.`));
  if (output === undefined) return { rule: 'nothing in the contract fills it' };
  const { mapping } = output;
  return {
    rule: `no document of ${mapping.name} gave it`,
    mapping: mapping.name,
    place: output.each.place,
  };
}

function shownFact(
  trace: ClientTrace,
  leaf: LeafPlan,
  fact: LeafFact | undefined,
  mapping: MappingPlan | undefined,
): Pick<Explanation, 'place' | 'reads' | 'workings' | 'coerced' | 'again'> {
  const [computation, evaluation] = deciding(leaf, fact, mapping);
  const workings: Working[] = [];
  const reads: ReadValue[] = [];
  const document = fact?.document;
  for (const [text, through] of evaluated(trace, evaluation, document, mapping)) {
    workings.push(workingOf(text));
    const expression = expressionAt(trace, text);
    if (expression !== undefined && document !== undefined)
      reads.push(...readsOf(trace, expression, document, through));
  }
  const from = evaluation?.result;
  const to = fact?.result?.value;
  const changed = from !== undefined && to !== undefined && typeName(from as BsonValue) !== typeName(to);
  return {
    place: computation.place,
    reads,
    workings,
    coerced: changed ? { from: typeName(from as BsonValue), to: typeName(to) } : undefined,
    again: evaluation && (() => repeat(trace, leaf, fact, computation, evaluation)),
  };
}

/** The computation whose result a leaf has: its value, its `$else` or its `$default`. */
function deciding(
  leaf: LeafPlan,
  fact: LeafFact | undefined,
  mapping: MappingPlan | undefined,
): readonly [Computation, Evaluation | undefined] {
  if (fact?.result?.twin === true && leaf.else !== undefined) return [leaf.else.value, fact.otherwise];
  const given = fact?.value?.result as BsonValue | undefined;
  const absent = fact?.value !== undefined && (given === undefined || mapping?.isBlank(given) === true);
  if (fact?.result !== undefined && absent && leaf.default !== undefined)
    return [leaf.default, fact.fallback];
  return [leaf.value, fact?.value];
}

/** The evaluations behind a value, those of `let` names first, with the variable through which they are read. */
function evaluated(
  trace: ClientTrace,
  evaluation: Evaluation | undefined,
  document: DossierDocument | undefined,
  mapping: MappingPlan | undefined,
): readonly (readonly [Evaluation, string | undefined])[] {
  if (evaluation === undefined) return [];
  const expression = expressionAt(trace, evaluation);
  const lets =
    expression === undefined || mapping === undefined ? [] : letsOf(trace, expression, mapping.name);
  const before = lets.flatMap(({ name, value }) => {
    const found = trace.evaluations.findLast(
      ({ of, input }) => of.place === value.place && input === document?.document,
    );
    return found === undefined ? [] : [[found, `$${name}`] as const];
  });
  return [...before, [evaluation, undefined]];
}

/** Runs the deciding computation again on what it saw. */
function repeat(
  trace: ClientTrace,
  leaf: LeafPlan,
  fact: LeafFact | undefined,
  computation: Computation,
  { input, variables }: Evaluation,
): BsonValue | undefined {
  const result = run(computation, input, variables, trace.context.run.now, new DocumentEffects());
  if (result === undefined) return undefined;
  const twin = fact?.result?.twin === true;
  return twin ? leaf.else?.coerce(result) : leaf.coerce(result);
}

function ruleOfField(mapping: MappingPlan, by: FieldOrigin['by']): string {
  if (by === 'element') return 'one element per document';
  const chosen = `choose: ${mapping.choose}`;
  return by === 'filler' ? `fill: ${mapping.fill}; the chosen document has nothing here` : chosen;
}

function ruleOfLeaf(leaf: LeafPlan, fact: LeafFact | undefined, value: BsonValue | undefined): string {
  if (fact === undefined) return value === undefined ? 'not evaluated' : '';
  if (fact.result?.twin === true) return `$else: the value does not fit, ${leaf.else?.path.at(-1)} holds it`;
  if (fact.result === undefined)
    return value === undefined
      ? 'nothing was found, so the field is left out'
      : "null: the drawer's schema requires it";
  const absent = fact.value !== undefined && fact.value.result === undefined;
  return leaf.default !== undefined && absent ? '$default: the value is absent' : '';
}

function ruleOfStored(kept: boolean): string {
  return kept
    ? 'the target held it: its document says that it was migrated earlier, and that is true'
    : 'the target holds it, by somebody else’s hand';
}
