import type { MappingPlan, OutputPlan } from '../contract/index.ts';
import type { ClientWork, Decided } from './client-work.ts';
import { attempt, type PlainScope, withLets } from './evaluation.ts';
import { type Judged, timesHolding } from './judge.ts';
import { buildOutput, evaluateLeaves, fillLeaves, type LeafResult } from './leaves.ts';
import { evaluateLink } from './link.ts';
import type { Fault, Part, Warning } from './outcome.ts';
import { asideBy } from './taking.ts';

interface Evaluated {
  readonly judged: Judged;
  readonly scope: PlainScope;
  readonly results: readonly LeafResult[][];
}

/**
 * A mapping with one value per client: chooses a document, lets others fill what it lacks, and supersedes the rest
 * (I20, I21). A candidate whose fields fail is quarantined and the next one is tried.
 */
export function decideSingle(
  work: ClientWork,
  mapping: MappingPlan,
  ranked: readonly Judged[],
): readonly Decided[] {
  const inOrder = mapping.choose === 'latest' ? [...ranked].reverse() : ranked;
  const [candidates, fillers] = apart(inOrder, ({ of }) => !mapping.fillers.has(of.source.name));
  const alone = (): readonly Decided[] => fillers.map((judged) => setAlone(mapping, judged));
  if (candidates.length > 1 && mapping.choose === 'reject') {
    const fault = {
      code: 'choice.ambiguous',
      where: mapping.placeOf('choose'),
      detail: `${candidates.length}`,
    };
    return [...candidates.map((judged) => quarantined(judged, fault)), ...alone()];
  }
  if (!mapping.createsDrawer && !work.hasDrawer) {
    return [...candidates.map((judged) => quarantined(judged, orphan(mapping))), ...alone()];
  }
  const failed: Decided[] = [];
  for (const [at, judged] of candidates.entries()) {
    const rest = candidates.slice(at + 1);
    if (judged.of.conflicting) {
      const fault = { code: 'conflict', where: mapping.place, detail: undefined };
      return [...failed, quarantined(judged, fault), ...rest.map(superseded), ...alone()];
    }
    const evaluated = evaluate(work, mapping, judged, ranked);
    const chosen =
      'fault' in evaluated ? evaluated : choose(work, mapping, evaluated, [...rest, ...fillers], ranked);
    if (!('fault' in chosen)) return [...failed, ...chosen];
    failed.push(quarantined(judged, chosen.fault));
  }
  return [...failed, ...alone()];
}

/** Those that pass, and the others, each in their order. */
function apart<T>(all: readonly T[], passes: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(passes), all.filter((one) => !passes(one))];
}

/** What the contract says of a document that could only fill, where there is nothing to be filled. */
function setAlone(mapping: MappingPlan, judged: Judged): Decided {
  const plan = mapping.fillers.get(judged.of.source.name);
  if (plan === undefined) return superseded(judged);
  const { disposition, fault } = asideBy(plan);
  if (disposition === 'quarantined' || judged.outside !== undefined) return quarantined(judged, fault);
  return { judged, fate: 'excluded', fault, role: undefined, parts: [], link: undefined, warnings: [] };
}

function choose(
  work: ClientWork,
  mapping: MappingPlan,
  chosen: Evaluated,
  rest: readonly Judged[],
  ranked: readonly Judged[],
): readonly Decided[] | { readonly fault: Fault } {
  const { filled, decided } = fill(work, mapping, chosen, rest, ranked);
  const { judged, scope } = chosen;
  const input = judged.of.document;
  const parts: Part[] = [];
  mapping.outputs.forEach((output, at) => {
    const value = buildOutput(output, filled[at] ?? []);
    if (Object.keys(value).length > 0 || output.required) {
      parts.push({
        label: output.label,
        path: output.into,
        key: undefined,
        keyPath: undefined,
        value,
        kept: false,
      });
    }
    (scope.out as Record<string, unknown>)[output.name] = value;
  });
  const extra = attempt(() => ({
    warnings: rulesWarnings(work, mapping, input, scope, judged),
    link: evaluateLink(work, mapping, input, scope, judged),
  }));
  if ('fault' in extra) return extra;
  if (mapping.createsDrawer) work.create(mapping);
  const fate = judged.outside ?? 'landed';
  const { warnings, link } = extra.value;
  return [{ judged, fate, role: 'chosen', fault: undefined, parts, link, warnings }, ...decided];
}

/** Lets other documents fill leaves; gives the leaves of all outputs and what became of the others. */
function fill(
  work: ClientWork,
  mapping: MappingPlan,
  chosen: Evaluated,
  rest: readonly Judged[],
  ranked: readonly Judged[],
): { readonly filled: readonly (readonly LeafResult[])[]; readonly decided: readonly Decided[] } {
  let filled: readonly (readonly LeafResult[])[] = chosen.results;
  const served = new Set([chosen.judged.of.source.name]);
  const decided = rest.map((judged): Decided => {
    const source = judged.of.source.name;
    const always = mapping.fillers.has(source);
    if (!always && (mapping.fill === 'none' || (mapping.fill === 'other_source' && served.has(source))))
      return superseded(judged);
    const evaluated = evaluate(work, mapping, judged, ranked);
    if ('fault' in evaluated) return quarantined(judged, evaluated.fault);
    served.add(source);
    const warnings: Warning[] = [];
    filled = mapping.outputs.map((output: OutputPlan, at) =>
      fillLeaves(
        output,
        filled[at] ?? [],
        evaluated.results[at] ?? [],
        (leaf) => warnings.push({ code: 'merge.conflict', where: leaf.place }),
        (leaf) => work.context.watch?.filled(leaf, judged.of),
      ),
    );
    const fate = judged.outside ?? 'superseded';
    return { judged, fate, role: 'filler', fault: undefined, parts: [], link: undefined, warnings };
  });
  return { filled, decided };
}

function evaluate(
  work: ClientWork,
  mapping: MappingPlan,
  judged: Judged,
  ranked: readonly Judged[],
): Evaluated | { readonly fault: Fault } {
  const scope = work.scope(mapping, judged, ranked.indexOf(judged) + 1, ranked);
  const input = judged.of.document;
  const { now } = work.context.run;
  judged.effects.restart();
  const done = attempt(() => {
    withLets(mapping, mapping.lets, input, scope, now, judged.effects);
    return mapping.outputs.map((output) =>
      evaluateLeaves(output.leaves, mapping.isBlank, input, scope, now, judged.effects),
    );
  });
  return 'fault' in done ? done : { judged, scope, results: done.value };
}

/** Warnings of the mapping's `warn` rules. */
export function rulesWarnings(
  work: ClientWork,
  mapping: MappingPlan,
  input: unknown,
  scope: PlainScope,
  judged: Judged,
): readonly Warning[] {
  return mapping.warn.flatMap((rule) => {
    const times = timesHolding(rule, input, scope, work.context.run.now, judged.effects);
    const { code, place: where, note, fix } = rule;
    return Array.from({ length: times }, () => ({ code, where, note, fix }));
  });
}

/** The fault of a document whose client has no drawer. */
export function orphan(mapping: MappingPlan): Fault {
  return { code: 'orphan', where: mapping.placeOf('without_drawer'), detail: undefined };
}

/** Sets a document aside; one that this run leaves to others anyway stays that. */
export function quarantined(judged: Judged, fault: Fault): Decided {
  const base = { judged, role: undefined, parts: [], link: undefined, warnings: [] };
  return judged.outside === undefined
    ? { ...base, fate: 'quarantined', fault }
    : { ...base, fate: judged.outside, fault: undefined };
}

function superseded(judged: Judged): Decided {
  const fate = judged.outside ?? 'superseded';
  return { judged, fate, role: 'superseded', fault: undefined, parts: [], link: undefined, warnings: [] };
}
