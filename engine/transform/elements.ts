import { type BsonValue, type DraftDocument, idText, isDocument, sameValue } from '../bson/index.ts';
import type { MappingPlan, OutputPlan } from '../contract/index.ts';
import type { ClientWork, Decided } from './client-work.ts';
import { attempt, DataFault, withLets } from './evaluation.ts';
import type { Judged } from './judge.ts';
import { buildOutput, evaluateLeaves } from './leaves.ts';
import { evaluateLink } from './link.ts';
import type { Part } from './outcome.ts';
import { orphan, quarantined, rulesWarnings } from './single.ts';
import { valueAt } from './values.ts';

/** A mapping with one element per document: each sound document becomes its elements, in order. */
export function decideElements(
  work: ClientWork,
  mapping: MappingPlan,
  ranked: readonly Judged[],
): readonly Decided[] {
  const taken = new Set<string>();
  return ranked.map((judged, at) => {
    if (!work.hasDrawer && !mapping.createsDrawer) return quarantined(judged, orphan(mapping));
    const done = attempt(() => elementsOf(work, mapping, judged, at + 1, ranked, taken));
    if ('fault' in done) return quarantined(judged, done.fault);
    if (mapping.createsDrawer) work.create(mapping);
    return done.value;
  });
}

function elementsOf(
  work: ClientWork,
  mapping: MappingPlan,
  judged: Judged,
  rank: number,
  ranked: readonly Judged[],
  taken: Set<string>,
): Decided {
  const scope = work.scope(mapping, judged, rank, ranked);
  const input = judged.of.document;
  const { now } = work.context.run;
  withLets(mapping, mapping.lets, input, scope, now, judged.effects);
  const parts = mapping.outputs.map((output): Part => {
    const value = buildOutput(
      output,
      evaluateLeaves(output.leaves, mapping.isBlank, input, scope, now, judged.effects),
    );
    (scope.out as DraftDocument)[output.name] = value;
    return {
      label: output.label,
      path: output.into,
      key: keyOf(output, value),
      keyPath: output.key,
      value,
      kept: false,
    };
  });
  const link = evaluateLink(work, mapping, input, scope, judged);
  const linked = linkedValue(mapping, judged);
  const clash = parts.find((part) => taken.has(`${part.label} ${part.key}`));
  if (clash !== undefined) {
    throw new DataFault({ code: 'key.duplicate', where: mapping.placeOf('outputs'), detail: clash.label });
  }
  const take = (): void => {
    for (const part of parts) taken.add(`${part.label} ${part.key}`);
  };
  if (linked !== undefined && !judged.of.ours) {
    const there = alreadyThere(work, mapping, judged, parts, linked, link);
    take();
    return there;
  }
  if (judged.of.conflicting)
    throw new DataFault({ code: 'conflict', where: mapping.place, detail: undefined });
  const warnings = rulesWarnings(work, mapping, input, scope, judged);
  take();
  const fate = judged.outside ?? 'landed';
  return { judged, fate, role: 'element', fault: undefined, parts, link, warnings };
}

/** A document that says it was migrated earlier: true only if the target holds its element (R087, `link.broken`). */
function alreadyThere(
  work: ClientWork,
  mapping: MappingPlan,
  judged: Judged,
  parts: readonly Part[],
  linked: BsonValue,
  link: DraftDocument | undefined,
): Decided {
  const kept = parts.map((part, at): Part => {
    const output = mapping.outputs[at] as OutputPlan;
    const stored = storedElement(work, output, part.key);
    return stored === undefined ? part : { ...part, value: stored, kept: true };
  });
  const first = kept[0];
  const proof = first?.kept ? valueAt(first.value, [mapping.linked ?? '']) : undefined;
  if (proof === undefined || !sameValue(proof, linked)) {
    throw new DataFault({ code: 'link.broken', where: mapping.placeOf('linked'), detail: mapping.linked });
  }
  return {
    judged,
    fate: judged.outside ?? 'already_present',
    role: 'element',
    fault: undefined,
    parts: kept,
    link,
    warnings: [],
  };
}

function linkedValue(mapping: MappingPlan, judged: Judged): BsonValue | undefined {
  if (mapping.linked === undefined) return undefined;
  const value = valueAt(judged.of.whole, [mapping.linked]);
  return value === undefined || value === null || value === '' ? undefined : value;
}

function storedElement(work: ClientWork, output: OutputPlan, key: string | undefined): BsonValue | undefined {
  const list = valueAt(work.existing, output.into);
  if (!Array.isArray(list) || output.key === undefined) return undefined;
  const path = output.key;
  return list.find((element) => {
    const value = isDocument(element) ? valueAt(element, path) : undefined;
    return value !== undefined && idText(value) === key;
  });
}

function keyOf(output: OutputPlan, element: DraftDocument): string {
  const value = output.key === undefined ? undefined : valueAt(element, output.key);
  if (value === undefined || value === null) {
    throw new DataFault({ code: 'key.missing', where: output.place, detail: output.label });
  }
  return idText(value);
}
