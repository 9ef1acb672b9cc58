import { BsonDocument } from '../../bson/index.ts';
import type { Computation, LeafPlan } from '../../contract/index.ts';
import { type Difference, differenceOf, type Stored } from '../../migration/index.ts';
import type { Dossier, DossierDocument, LeafResult, Outcome, RunContext } from '../../transform/index.ts';
import type { Evaluation } from './journal.ts';
import type { TracedContract } from './traced-contract.ts';

/** What a leaf gave for one document (none in `finish`), and the evaluations that led to it. */
export interface LeafFact {
  readonly leaf: LeafPlan;
  readonly document: DossierDocument | undefined;
  readonly result: LeafResult;
  /** Of its value, its `$else` and its `$default`, as far as they were asked; a literal has none. */
  readonly value: Evaluation | undefined;
  readonly otherwise: Evaluation | undefined;
  readonly fallback: Evaluation | undefined;
}

/** How one client's drawer came about. */
export interface ClientTrace {
  readonly traced: TracedContract;
  readonly dossier: Dossier;
  readonly stored: Stored;
  readonly context: RunContext;
  readonly difference: Difference;
  readonly outcome: Outcome;
  /** The drawer as the target would hold it; undefined when there is none. */
  readonly drawer: BsonDocument | undefined;
  readonly facts: readonly LeafFact[];
  /** Documents that gave leaves which the chosen one lacks. */
  readonly fills: ReadonlyMap<LeafPlan, DossierDocument>;
  readonly evaluations: readonly Evaluation[];
}

/**
 * Works out one client's drawer as a run does, with the same function, and keeps how. Reads only what it is given.
 */
export function traceClient(
  traced: TracedContract,
  dossier: Dossier,
  stored: Stored,
  context: RunContext,
): ClientTrace {
  const { plan, journal } = traced;
  const facts: LeafFact[] = [];
  const fills = new Map<LeafPlan, DossierDocument>();
  const watching: RunContext = {
    ...context,
    // A conflict with the target starts the work anew: what counts is the last time.
    lap: (mapping) => {
      if (mapping !== undefined) return;
      journal.forget();
      facts.length = 0;
      fills.clear();
    },
    watch: {
      leaf: (leaf, document, result) => {
        const last = (of: Computation | undefined): Evaluation | undefined => {
          const found = journal.last(of?.place);
          return document === undefined || found?.input === document.document ? found : undefined;
        };
        const [value, otherwise, fallback] = [leaf.value, leaf.else?.value, leaf.default].map(last);
        facts.push({ leaf, document, result, value, otherwise, fallback });
      },
      filled: (leaf, document) => fills.set(leaf, document),
    },
  };
  const difference = journal.record(() => differenceOf(plan, dossier, stored, watching, 'batch'));
  const { outcome } = difference;
  const bytes = difference.drawer?.bytes;
  const drawer = bytes === undefined ? stored.drawer : new BsonDocument(bytes);
  const evaluations = [...journal.evaluations];
  return { traced, dossier, stored, context, difference, outcome, drawer, facts, fills, evaluations };
}

/** The last thing that a leaf gave for a document. */
export function factOf(
  trace: ClientTrace,
  leaf: LeafPlan,
  document: DossierDocument | undefined,
): LeafFact | undefined {
  return trace.facts.findLast((fact) => fact.leaf === leaf && fact.document?.document === document?.document);
}
