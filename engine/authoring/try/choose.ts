import { createHash } from 'node:crypto';
import type { Plan } from '../../contract/index.ts';
import type { Gathered } from '../../migration/index.ts';
import type { Legacy } from '../legacy.ts';

/** A client, and which of its documents are meant: those of a mapping's sources. */
export interface Chosen {
  readonly gathered: Gathered;
  /** `source` and `_id` as text of each. */
  readonly documents: readonly { readonly source: string; readonly id: string }[];
}

/** Says whether a document of a client is meant. */
export type Meant = (gathered: Gathered, source: string, id: string) => boolean;

/** The documents of a mapping that are meant, by client. */
export async function chooseDocuments(
  plan: Plan,
  legacy: Legacy,
  mapping: string,
  meant: Meant,
): Promise<readonly Chosen[]> {
  const chosen: Chosen[] = [];
  for await (const gathered of legacy.clients()) {
    const documents = candidates(plan, gathered, mapping).filter(({ source, id }) =>
      meant(gathered, source, id),
    );
    if (documents.length > 0) chosen.push({ gathered, documents });
  }
  return chosen;
}

/**
 * `count` documents of a mapping, drawn by a seed: the same for the same documents, whatever their order, and with a
 * larger count the same ones and more.
 */
export async function sampleDocuments(
  plan: Plan,
  legacy: Legacy,
  mapping: string,
  count: number,
  seed: number,
): Promise<readonly Chosen[]> {
  const drawn: { readonly lot: string; readonly chosen: Chosen }[] = [];
  for await (const gathered of legacy.clients()) {
    for (const document of candidates(plan, gathered, mapping)) {
      const text = `${seed}\n${document.source}\n${document.id}`;
      const lot = createHash('sha256').update(text).digest('hex');
      drawn.push({ lot, chosen: { gathered, documents: [document] } });
    }
    drawn.sort((a, b) => (a.lot < b.lot ? -1 : 1));
    drawn.length = Math.min(drawn.length, count);
  }
  return drawn.map(({ chosen }) => chosen);
}

function candidates(plan: Plan, { documents }: Gathered, mapping: string): Chosen['documents'] {
  const sources = new Set(
    plan.sources.filter((source) => source.mapping === mapping).map(({ name }) => name),
  );
  return documents
    .filter(({ source }) => sources.has(source.name))
    .map(({ source, idText: id }) => ({ source: source.name, id }));
}
