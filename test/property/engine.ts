import { BsonDocument, canonicalJson, inspect } from '../../engine/bson/index.ts';
import type { Plan } from '../../engine/contract/index.ts';
import {
  type Account,
  type Disposition,
  differenceOf,
  dispositionOf,
  groupByClient,
  receive,
} from '../../engine/migration/index.ts';
import type { RunContext } from '../../engine/transform/index.ts';
import type { Dataset } from '../reference/index.ts';

/** A document's account as text that can be compared: disposition, reason, warnings. */
export interface EngineAnswer {
  /** By source and `_id` in canonical extended JSON. */
  readonly documents: Readonly<Record<string, Readonly<Record<string, object>>>>;
  /** Drawers in canonical extended JSON without what is volatile, in the order of `_id`. */
  readonly drawers: readonly string[];
}

/** A run with a fixed start. */
export function contextOf(plan: Plan, cutoff: string, id = 'run-1'): RunContext {
  const parameters = { [plan.cutoff ?? 'CUTOFF']: new Date(cutoff) };
  return { run: { id, now: new Date('2026-01-01T00:00:00Z'), parameters }, cutoff: new Date(cutoff) };
}

/** The engine on raw documents, by its own intake, grouping and difference, with nothing in the target. */
export function engineAnswer(plan: Plan, dataset: Dataset, cutoff: string): EngineAnswer {
  const context = contextOf(plan, cutoff);
  const documents: Record<string, Record<string, object>> = {};
  const arrivals = plan.sources.flatMap((source, index) =>
    (dataset[source.name as keyof Dataset] ?? []).map((bytes) => {
      return receive(source, index, { bytes, faults: inspect(bytes).faults }, context.run.now);
    }),
  );
  for (const source of plan.sources) documents[source.name] ??= {};
  const { clients, strays } = groupByClient(plan, { arrivals }, context.run.now);
  for (const stray of strays) {
    put(documents, stray.source, idKey(stray.bytes), {
      disposition: 'quarantined',
      reason: stray.fault.code,
    });
  }
  const drawers: { readonly id: string; readonly line: string }[] = [];
  for (const gathered of clients) {
    const { outcome, drawer } = differenceOf(
      plan,
      gathered,
      { drawer: undefined, image: undefined },
      context,
      'batch',
    );
    const keys = new Map(
      gathered.documents.map((one) => [`${one.source.name}\n${one.idText}`, canonicalJson(one.id)]),
    );
    for (const document of outcome.documents) {
      const disposition = dispositionOf(document, undefined, context.run.id);
      const { fault, warnings } = document;
      const key = keys.get(`${document.source.name}\n${document.idText}`) ?? '';
      put(documents, document.source.name, key, answerOf(disposition, fault?.code, warnings));
    }
    if (drawer !== undefined) drawers.push({ id: outcome.drawerId, line: withoutVolatile(drawer.bytes) });
  }
  drawers.sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
  return { documents, drawers: drawers.map(({ line }) => line) };
}

function idKey(bytes: Uint8Array): string {
  return canonicalJson(new BsonDocument(bytes).get('_id') ?? null);
}

function put(
  documents: Record<string, Record<string, object>>,
  source: string,
  key: string,
  answer: object,
): void {
  const entries = documents[source] ?? {};
  if (Object.hasOwn(entries, key)) throw new Error(`${source} ${key} was accounted for twice`);
  entries[key] = answer;
  documents[source] = entries;
}

function answerOf(
  disposition: Disposition,
  reason: string | undefined,
  warnings: Account['warnings'],
): object {
  const counts: Record<string, number> = {};
  for (const { code } of warnings) counts[code] = (counts[code] ?? 0) + 1;
  return {
    disposition,
    ...(reason === undefined ? {} : { reason }),
    ...(warnings.length === 0 ? {} : { warnings: counts }),
  };
}

/** The drawer's canonical line without `meta.updated_at`, the one volatile field of the contract under test. */
function withoutVolatile(bytes: Uint8Array): string {
  const line = canonicalJson(new BsonDocument(bytes));
  return line.replace(/,"updated_at":\{"\$date":\{"\$numberLong":"-?\d+"\}\}\},"profile"/, '},"profile"');
}
