import { BsonDocument, canonicalJson, encode, idText, orderedJson } from '../../engine/bson/index.ts';
import { compilePlan, loadContract, type Plan } from '../../engine/contract/index.ts';
import {
  canonicalClient,
  type DossierDocument,
  type Outcome,
  transform,
} from '../../engine/transform/index.ts';
import type { Answerer, Verdict } from './answers.ts';
import { contractFolder } from './case-files.ts';

/** The contract of the repository, compiled. Throws when it does not load. */
export async function loadPlan(): Promise<Plan> {
  const { contract } = await loadContract(contractFolder);
  if (contract === undefined) throw new Error('the contract does not load');
  return compilePlan(contract);
}

/** Answers by the product's own function, client by client, without any store. */
export const byEngine =
  (plan: Plan): Answerer =>
  (given, cutoff, target) => {
    const start = new Date(cutoff);
    const parameters = { DUAL_WRITE_START_AT: start };
    const context = { run: { id: 'run', now: new Date('2026-01-01T00:00:00Z'), parameters }, cutoff: start };
    const existing = new Map(
      target.map((bytes) => new BsonDocument(bytes)).map((drawer) => [drawer.get('_id'), drawer]),
    );
    const drawers = new Map<string, string>();
    const verdicts = new Map(plan.sources.map(({ name }) => [name, new Map<string, Verdict>()]));
    const clients = new Map<string, DossierDocument[]>();
    for (const source of plan.sources) {
      for (const bytes of given.get(source.name) ?? []) {
        const document = new BsonDocument(bytes);
        const id = document.get('_id') ?? null;
        const read = canonicalClient(document.get('user_id'));
        if ('fault' in read) {
          verdicts.get(source.name)?.set(orderedJson(id), { disposition: 'quarantined', reason: read.fault });
          continue;
        }
        const own = clients.get(read.client) ?? [];
        clients.set(read.client, own);
        own.push({
          source,
          document,
          whole: document,
          id,
          idText: idText(id),
          landedBefore: false,
          ours: false,
          conflicting: false,
        });
      }
    }
    for (const [client, documents] of clients) {
      const outcome = transform(plan, { client, documents }, existing.get(`client_${client}`), context);
      if (outcome.drawer !== undefined) drawers.set(outcome.drawerId, drawerText(outcome.drawer));
      for (const one of outcome.documents)
        verdicts.get(one.source.name)?.set(orderedJson(one.id), verdictOf(one));
    }
    return { drawers, verdicts };
  };

function drawerText(drawer: NonNullable<Outcome['drawer']>): string {
  const { updated_at: _, ...meta } = drawer.meta as Record<string, never>;
  return canonicalJson(new BsonDocument(encode({ ...drawer, meta })));
}

function verdictOf({ fate, fault, warnings }: Outcome['documents'][number]): Verdict {
  const counts: Record<string, number> = {};
  for (const { code } of warnings) counts[code] = (counts[code] ?? 0) + 1;
  return { disposition: fate === 'landed' ? 'migrated' : fate, reason: fault?.code, warnings: counts };
}
