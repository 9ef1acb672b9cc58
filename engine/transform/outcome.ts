import type { BsonValue, DraftDocument } from '../bson/index.ts';
import type { MappingPlan, Place, SourcePlan } from '../contract/index.ts';

/** Why a document is set aside: a code, the line of the contract that says so, and what was expected. */
export interface Fault {
  readonly code: string;
  readonly where: Place | undefined;
  /** Says more without personal data. */
  readonly detail: string | undefined;
  readonly note?: string | undefined;
  readonly fix?: string | undefined;
}

/** A statement about a document that lets it through. */
export interface Warning {
  readonly code: string;
  readonly where: Place | undefined;
  readonly note?: string | undefined;
  readonly fix?: string | undefined;
}

/**
 * Why a run leaves a document to others: the batch what is after its cutoff, another path or step what it does not
 * carry. One that has landed takes part all the same.
 */
export type Outside = 'after_cutoff' | 'outside';

/** What became of a document in the transform; the target decides whether `landed` is new. */
export type Fate = 'landed' | 'already_present' | 'superseded' | 'quarantined' | 'excluded' | Outside;

/** The part a document plays in its drawer. */
export type Role = 'chosen' | 'filler' | 'superseded' | 'element';

export interface DocumentOutcome {
  readonly source: SourcePlan;
  readonly mapping: MappingPlan;
  readonly id: BsonValue;
  readonly idText: string;
  /** Its date, where judging came that far. */
  readonly date: Date | undefined;
  readonly fate: Fate;
  readonly role: Role | undefined;
  readonly fault: Fault | undefined;
  readonly warnings: readonly Warning[];
  /** What it gives; of a document of another step what that step will write. */
  readonly parts: readonly Part[];
  /** Fields to write back onto the legacy document. */
  readonly link: DraftDocument | undefined;
}

/** One piece of a drawer that is written, compared and undone as a whole. */
export interface Part {
  /** Dotted path in the drawer. */
  readonly label: string;
  readonly path: readonly string[];
  /** Logical id of the element, for lists. */
  readonly key: string | undefined;
  /** Path of the logical id inside the element, for lists. */
  readonly keyPath: readonly string[] | undefined;
  readonly value: BsonValue;
  /** True when the target already held it and it is kept as it is there. */
  readonly kept: boolean;
}

/** The drawer of one client as the contract wants it, and what became of each legacy document. */
export interface Outcome {
  readonly client: string;
  readonly drawerId: string;
  /** Undefined when the client has no drawer. */
  readonly drawer: DraftDocument | undefined;
  /** Outputs' values and elements. */
  readonly parts: readonly Part[];
  /** Values of `finish`. */
  readonly finish: readonly Part[];
  /** Values at places of `finish` that it says nothing for now: an earlier one of ours, or somebody's. */
  readonly left: readonly Part[];
  /** Values that are written only when something else changes. */
  readonly onChange: readonly Part[];
  readonly documents: readonly DocumentOutcome[];
  /** Findings about the drawer as a whole. */
  readonly warnings: readonly Warning[];
}
