import type { BsonDocument, BsonValue, DraftDocument } from '../bson/index.ts';
import type { MappingPlan, Plan } from '../contract/index.ts';
import type { RunContext } from './dossier.ts';
import type { PlainScope } from './evaluation.ts';
import { earlyScope, type Judged } from './judge.ts';
import type { Fate, Fault, Part, Role, Warning } from './outcome.ts';
import { built, setAt } from './values.ts';

/** What a mapping decided about one document. */
export interface Decided {
  readonly judged: Judged;
  readonly fate: Fate;
  readonly role: Role | undefined;
  readonly fault: Fault | undefined;
  readonly parts: readonly Part[];
  readonly link: DraftDocument | undefined;
  /** Warnings beyond those of the document's effects. */
  readonly warnings: readonly Warning[];
}

/** A document as `$sound` and `$landed` show it. */
interface Listed {
  readonly id: string;
  readonly date: Date | undefined;
  readonly rank: number;
  readonly source: string;
  readonly document: BsonDocument;
}

/** One client's work in progress: what the mappings have made so far, and the variables that show it to the next. */
export class ClientWork {
  readonly plan: Plan;
  readonly client: string;
  readonly drawerId: string;
  readonly context: RunContext;
  /** The drawer in the target, if there is one. */
  readonly existing: BsonDocument | undefined;
  readonly decided: Decided[] = [];
  readonly parts: Part[] = [];
  /** The drawer as assembled so far, for `$drawer`. */
  readonly assembled: DraftDocument;
  readonly sound: Record<string, readonly Listed[]>;
  readonly landed: Record<string, readonly Listed[]>;
  /** Those of them that are in the drawer once this run has written: of the other steps what has landed before. */
  readonly present: Record<string, readonly Listed[]>;
  /** All sound documents of the client by source, when an expression asks for them. */
  legacy: Readonly<Record<string, readonly BsonDocument[]>> | undefined;
  #hasDrawer: boolean;
  /** The documents of the mapping at work, for `$docs`. */
  #listed: { readonly ranked: readonly Judged[]; readonly documents: readonly BsonDocument[] } | undefined;

  constructor(
    plan: Plan,
    client: string,
    drawerId: string,
    existing: BsonDocument | undefined,
    context: RunContext,
  ) {
    this.plan = plan;
    this.client = client;
    this.drawerId = drawerId;
    this.existing = existing;
    this.context = context;
    this.assembled = built();
    this.assembled._id = drawerId;
    setAt(this.assembled, plan.client.into, client);
    this.sound = Object.create(null) as Record<string, readonly Listed[]>;
    this.landed = Object.create(null) as Record<string, readonly Listed[]>;
    this.present = Object.create(null) as Record<string, readonly Listed[]>;
    this.#hasDrawer = existing !== undefined;
  }

  get hasDrawer(): boolean {
    return this.#hasDrawer;
  }

  /** Notes that the client gets a drawer by this mapping; of another step it is that step's to make. */
  create(mapping: MappingPlan): void {
    if (this.writes(mapping)) this.#hasDrawer = true;
  }

  /** False for a mapping of another step than the one that is written. */
  writes(mapping: MappingPlan): boolean {
    const { step } = this.context;
    return step === undefined || mapping.step === step;
  }

  /** Variables for the fields of one document of rank `rank` among `ranked`. */
  scope(mapping: MappingPlan, judged: Judged, rank: number, ranked: readonly Judged[]): PlainScope {
    const scope = earlyScope(judged.of, this.client, judged.date, this.context);
    const uses = mapping.variables;
    scope.rank = rank;
    scope.drawer = this.assembled;
    scope.sound = this.sound;
    scope.landed = this.landed;
    scope.out = built();
    if (this.legacy !== undefined) scope.legacy = this.legacy;
    if (uses.has('docs')) scope.docs = this.#documentsOf(ranked);
    return scope;
  }

  #documentsOf(ranked: readonly Judged[]): readonly BsonDocument[] {
    if (this.#listed?.ranked !== ranked) {
      this.#listed = { ranked, documents: ranked.map((judged) => judged.of.document) };
    }
    return this.#listed.documents;
  }

  /** Takes over what a mapping decided and shows it to the mappings that come after. */
  finishMapping(mapping: MappingPlan, ranked: readonly Judged[], decided: readonly Decided[]): void {
    const ranks = new Map(ranked.map((judged, at) => [judged, at + 1]));
    const list = (judged: Judged): Listed => ({
      id: judged.of.idText,
      date: judged.date,
      rank: ranks.get(judged) ?? 0,
      source: judged.of.source.name,
      document: judged.of.document,
    });
    const has = new Set<Fate>(['landed', 'already_present']);
    const landed = new Set(decided.filter((one) => has.has(one.fate)).map((one) => one.judged));
    for (const one of decided) {
      if (one.judged.outside !== undefined && one.parts.length > 0) landed.add(one.judged);
    }
    const writes = this.writes(mapping);
    this.sound[mapping.name] = ranked.map(list);
    const there = ranked.filter((judged) => landed.has(judged));
    this.landed[mapping.name] = there.map(list);
    this.present[mapping.name] = there.filter(({ of }) => writes || of.landedBefore).map(list);
    this.decided.push(...(writes ? decided : decided.map(ofAnotherStep)));
    for (const output of mapping.outputs) {
      const parts = decided.flatMap((one) => one.parts.filter((part) => part.path === output.into));
      if (output.many)
        setAt(
          this.assembled,
          output.into,
          parts.map((part): BsonValue => part.value),
        );
      else if (parts[0] !== undefined) setAt(this.assembled, output.into, parts[0].value);
    }
    if (writes) this.parts.push(...decided.flatMap((one) => one.parts));
  }
}

/** What another step will decide about a document, known here for the values that follow from it. */
export function ofAnotherStep(decided: Decided): Decided {
  return { ...decided, fate: 'outside', role: undefined, fault: undefined, link: undefined, warnings: [] };
}
