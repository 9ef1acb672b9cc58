import { type BsonValue, idText } from '../bson/index.ts';
import type { Plan, SourcePlan } from '../contract/index.ts';
import type { SourceStore, StoredDocument } from '../stores/index.ts';
import { attempt, DocumentEffects, newScope, run } from '../transform/index.ts';
import { receive } from './intake.ts';

/** What a text that a document names its client by leads to. */
export type Found = { readonly client: string } | 'none' | 'ambiguous';

/** The clients of a source by the texts that `against` gives of its documents. */
export class ClientIndex {
  /** The client of a text; null where it belongs to several. */
  readonly #clients = new Map<string, string | null>();

  add(value: BsonValue | undefined, client: string): void {
    for (const text of textsOf(value)) {
      const known = this.#clients.get(text);
      this.#clients.set(text, known === undefined || known === client ? client : null);
    }
  }

  /** The client of a value, which may be several texts: of the same client, else it is ambiguous. */
  find(value: BsonValue | undefined): Found {
    let found: Found = 'none';
    for (const text of textsOf(value)) {
      const client = this.#clients.get(text);
      if (client === undefined) continue;
      if (client === null || (found !== 'none' && found.client !== client)) return 'ambiguous';
      found = { client };
    }
    return found;
  }
}

/** By the name of the source whose clients are looked up. */
export type ClientIndexes = ReadonlyMap<string, ClientIndex>;

/** Reads the sources in which others look up their clients, once each, before any document is routed. */
export async function indexClients(plan: Plan, store: SourceStore, now: Date): Promise<ClientIndexes> {
  const indexing = new ClientIndexing(plan, now);
  for (const source of indexing.sources)
    for await (const batch of store.scan(source.collection))
      for (const stored of batch) indexing.add(source, stored);
  return indexing.indexes;
}

/** Builds the indexes out of documents, whatever order they come in. */
export class ClientIndexing {
  readonly #indexes = new Map<string, ClientIndex>();
  readonly #looking: readonly SourcePlan[];
  readonly #plan: Plan;
  readonly #now: Date;

  constructor(plan: Plan, now: Date) {
    this.#plan = plan;
    this.#now = now;
    this.#looking = plan.sources.filter(({ resolve }) => resolve !== undefined);
    for (const { name } of this.#looking) this.#indexes.set(name, new ClientIndex());
  }

  /** The sources whose documents are wanted. */
  get sources(): readonly SourcePlan[] {
    return this.#plan.sources.filter(({ name }) =>
      this.#looking.some(({ resolve }) => resolve?.source === name),
    );
  }

  get indexes(): ClientIndexes {
    return this.#indexes;
  }

  /** A document that has no client of its own, or of which `against` cannot be asked, is found by nothing. */
  add(source: SourcePlan, stored: StoredDocument): void {
    const { client, taken } = receive(source, this.#plan.sources.indexOf(source), stored, this.#now);
    if (client === undefined || taken === undefined) return;
    for (const { name, resolve } of this.#looking) {
      if (resolve?.source !== source.name) continue;
      const scope = newScope({ parent: taken.whole });
      const value = attempt(() =>
        run(resolve.against, taken.document, scope, this.#now, new DocumentEffects()),
      );
      if ('value' in value) this.#indexes.get(name)?.add(value.value, client);
    }
  }
}

/** Texts as they are, other values as ids are compared; blanks lead nowhere. */
function textsOf(value: BsonValue | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (value === undefined || value === null || value === '') return [];
  return [typeof value === 'string' ? value : idText(value)];
}
