import { sameValue } from '../../bson/index.ts';
import type { LeafPlan, MappingPlan } from '../../contract/index.ts';
import type { DocumentOutcome, DossierDocument } from '../../transform/index.ts';
import { type ClientTrace, factOf, type LeafFact } from '../tracing/client-trace.ts';
import type { Loser } from './explanation.ts';
import { named } from './named.ts';
import { dossierDocument } from './origin.ts';

/** What the other documents of a mapping had to say of a leaf. */
export function losers(
  trace: ClientTrace,
  mapping: MappingPlan,
  leaf: LeafPlan,
  winner: LeafFact | undefined,
  won: DossierDocument | undefined,
): readonly Loser[] {
  return trace.outcome.documents.flatMap((of): readonly Loser[] => {
    const document = of.mapping === mapping ? dossierDocument(trace, of) : undefined;
    if (document === undefined || document.document === won?.document) return [];
    return [{ document: named(document), ...lost(trace, of, document, leaf, winner) }];
  });
}

/** Why a document did not give a leaf that another one has. */
export function lost(
  trace: ClientTrace,
  of: DocumentOutcome,
  document: DossierDocument,
  leaf: LeafPlan,
  winner: LeafFact | undefined,
): Pick<Loser, 'why' | 'value'> {
  if (of.fate === 'quarantined' || of.fate === 'excluded') return { why: of.fate, value: undefined };
  if (of.fate === 'after_cutoff' && of.role === undefined) return { why: 'after_cutoff', value: undefined };
  const fact = factOf(trace, leaf, document);
  if (fact === undefined || (!leaf.fill && of.role !== 'chosen'))
    return { why: 'superseded', value: undefined };
  const value = fact.result?.value;
  if (value === undefined) return { why: 'blank', value };
  const other = winner?.result?.value;
  const equal = other !== undefined && sameValue(value, other);
  return { why: equal ? 'equal' : 'conflict', value };
}
