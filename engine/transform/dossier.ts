import type { BsonDocument, BsonValue } from '../bson/index.ts';
import type { SourcePlan } from '../contract/index.ts';
import type { TransformWatch } from './watch.ts';

/** One legacy document of a client, with what is known of it before the transform. */
export interface DossierDocument {
  readonly source: SourcePlan;
  /** What its source is about: the stored document, or an object of it. */
  readonly document: BsonDocument;
  /** The stored document. */
  readonly whole: BsonDocument;
  readonly id: BsonValue;
  /** `_id` as canonical text. */
  readonly idText: string;
  /** True when an image says that it has landed before, by whatever path: it takes part even after the cutoff. */
  readonly landedBefore: boolean;
  /**
   * True when its element in the drawer is ours by an image: a link that it carries is then our own, and what it gives
   * is worked out again, so that nothing is taken for right because the target holds it.
   */
  readonly ours: boolean;
  /** True when the target holds something else under its key, by somebody else's hand: it must not land. */
  readonly conflicting: boolean;
  /** True when somebody has approved that this document, as it is, is left out. */
  readonly excluded?: boolean;
}

/** All legacy documents of one client. */
export interface Dossier {
  /** Canonical client id. */
  readonly client: string;
  readonly documents: readonly DossierDocument[];
}

/** A run as expressions see it, `$run`. */
export interface RunFacts {
  readonly id: string;
  /** The run's start: the only clock there is. */
  readonly now: Date;
  readonly parameters: Readonly<Record<string, Date | string | number | boolean>>;
}

/** Whether a path carries a document, told by its source, `_id` and date (undefined where it has none that is sound). */
export type Carries = (document: Pick<DossierDocument, 'source' | 'id'>, date: Date | undefined) => boolean;

/** What is the same for all clients of a run. */
export interface RunContext {
  readonly run: RunFacts;
  /** The batch carries the documents before this instant; the others are left to other paths. */
  readonly cutoff: Date | undefined;
  /** Which documents a path carries that is not the batch (design §8). */
  readonly carries?: Carries;
  /**
   * The step that is written, where it is one alone (design §6): all mappings give the values they give together, and
   * of those of other steps nothing is written.
   */
  readonly step?: string;
  /**
   * Hears that work on a client begins (`undefined`) and that a mapping's part of it is done, so that time can be
   * measured from outside.
   */
  readonly lap?: (mapping: string | undefined) => void;
  /** Hears where values come from, for explanations; a run has none. */
  readonly watch?: TransformWatch;
}
