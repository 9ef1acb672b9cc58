import { BsonDocument, encode, idText, inspect, type PlainDocument } from '../../bson/index.ts';
import { bindParameters, type CaseModel, type Place, type Plan } from '../../contract/index.ts';
import {
  type Bucket,
  ClientIndexing,
  type Difference,
  type Disposition,
  differenceOf,
  dispositionOf,
  type Gathered,
  groupByClient,
  receive,
  type Stored,
} from '../../migration/index.ts';
import { drawerIdOf, type RunContext } from '../../transform/index.ts';
import { ownImage } from './own-image.ts';

/** When every case runs: what `$run.now` and `$now()` are in it. */
export const caseNow = new Date('2026-01-01T00:00:00Z');

/** What became of a document of a case. */
export interface CaseDocument {
  readonly disposition: Disposition;
  /** Why it was set aside or left out. */
  readonly code: string | undefined;
  readonly where: Place | undefined;
  readonly warnings: ReadonlyMap<string, number>;
  /** Fields that are written back onto it. */
  readonly link: PlainDocument;
}

/** A client of a case, as the transform gets it: enough to trace it. */
export interface CaseClient {
  readonly drawerId: string;
  readonly gathered: Gathered;
  readonly stored: Stored;
  readonly difference: Difference;
}

/** What a contract makes of a case. */
export interface CaseRun {
  readonly context: RunContext;
  readonly clients: readonly CaseClient[];
  /** By `_id`: all that the target would hold afterwards. */
  readonly drawers: ReadonlyMap<string, BsonDocument>;
  /** By source, then by `_id` as text. */
  readonly documents: ReadonlyMap<string, ReadonlyMap<string, CaseDocument>>;
}

/** What works out a client: `differenceOf`, or what watches it. */
export type Work = (gathered: Gathered, stored: Stored, context: RunContext) => Difference;

/** The product's own function. */
export function differing(plan: Plan): Work {
  return (gathered, stored, context) => differenceOf(plan, gathered, stored, context, 'batch');
}

/**
 * Runs a case as a run would: documents are received, grouped by client and compared with the drawers that are there.
 * Without any store, at {@link caseNow}. Undefined when its parameters are not what the contract takes.
 */
export function runCase(plan: Plan, model: CaseModel, work: Work = differing(plan)): CaseRun | undefined {
  const context = contextOf(plan, model);
  if (context === undefined) return undefined;
  const drawers = new Map(model.drawers.map((drawer) => [textOf(drawer), rawOf(drawer)]));
  const documents = new Map<string, Map<string, CaseDocument>>(
    plan.sources.map(({ name }) => [name, new Map()]),
  );
  const tell = (source: string, id: string, document: CaseDocument): void => {
    documents.get(source)?.set(id, document);
  };
  const { clients, strays } = groupByClient(plan, { arrivals: arrivalsOf(plan, model) }, caseNow);
  for (const { source, idText: id, fault, excluded } of strays) {
    const { code, where } = fault;
    tell(source, id, {
      disposition: excluded ? 'excluded' : 'quarantined',
      code,
      where,
      warnings: new Map(),
      link: {},
    });
  }
  const done = clients.map((gathered): CaseClient => {
    const drawerId = drawerIdOf(plan, gathered.client, context);
    const drawer = drawers.get(drawerId);
    const stored = { drawer, image: drawer && ownImage(plan, drawer) };
    const difference = work(gathered, stored, context);
    if (difference.drawer !== undefined) drawers.set(drawerId, new BsonDocument(difference.drawer.bytes));
    for (const outcome of difference.outcome.documents) {
      const warnings = new Map<string, number>();
      for (const { code } of outcome.warnings) warnings.set(code, (warnings.get(code) ?? 0) + 1);
      tell(outcome.source.name, outcome.idText, {
        disposition: dispositionOf(outcome, undefined, context.run.id),
        code: outcome.fault?.code,
        where: outcome.fault?.where,
        warnings,
        link: outcome.link ?? {},
      });
    }
    return { drawerId, gathered, stored, difference };
  });
  return { context, clients: done, drawers, documents };
}

function contextOf(plan: Plan, { parameters }: CaseModel): RunContext | undefined {
  const texts = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  const bound = bindParameters(plan.parameters, texts);
  if ('findings' in bound) return undefined;
  const cutoff = plan.cutoff === undefined ? undefined : bound.parameters[plan.cutoff];
  return {
    run: { id: 'case', now: caseNow, parameters: bound.parameters },
    cutoff: cutoff instanceof Date ? cutoff : undefined,
  };
}

function arrivalsOf(plan: Plan, { given }: CaseModel): Bucket['arrivals'] {
  const all = given.flatMap(({ source: name, documents }) => {
    const position = plan.sources.findIndex((source) => source.name === name);
    const source = plan.sources[position];
    if (source === undefined) return [];
    return documents.map((document) => {
      const bytes = encode(document);
      return { source, position, stored: { bytes, faults: inspect(bytes).faults } };
    });
  });
  const indexing = new ClientIndexing(plan, caseNow);
  for (const { source, stored } of all) indexing.add(source, stored);
  return all.map(({ source, position, stored }) =>
    receive(source, position, stored, caseNow, indexing.indexes),
  );
}

function rawOf(document: PlainDocument): BsonDocument {
  return new BsonDocument(encode(document));
}

function textOf(document: PlainDocument): string {
  return idText(document._id ?? null);
}
