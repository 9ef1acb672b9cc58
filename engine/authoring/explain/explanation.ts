import type { BsonValue } from '../../bson/index.ts';
import type { Place } from '../../contract/index.ts';

/** A value of a legacy document that went into something. */
export interface ReadValue {
  /** Dotted path in the document. */
  readonly path: string;
  readonly value: BsonValue | undefined;
  /** The variable through which it was read (`$date`, a `let` name); undefined when it was read directly. */
  readonly through: string | undefined;
}

/** A part of an expression and what it gave. */
export interface Intermediate {
  readonly text: string;
  readonly place: Place;
  /** Undefined when it found nothing. */
  readonly value: unknown;
}

/** An expression as it was evaluated for a value. */
export interface Working {
  readonly text: string;
  readonly place: Place;
  readonly variables: readonly { readonly name: string; readonly value: unknown }[];
  /** From the innermost to the outermost; the whole is not among them. */
  readonly steps: readonly Intermediate[];
  readonly result: unknown;
  /** The code of the error with which it ended. */
  readonly error: string | undefined;
}

/** A legacy document by name. */
export interface NamedDocument {
  readonly source: string;
  readonly collection: string;
  readonly id: string;
}

/** A document that could have given the value and did not. */
export interface Loser {
  readonly document: NamedDocument;
  /** `superseded`: not asked; `equal`, `conflict`, `blank`: asked, and what it has; `quarantined`: set aside. */
  readonly why: 'superseded' | 'equal' | 'conflict' | 'blank' | 'quarantined' | 'after_cutoff' | 'excluded';
  readonly value: BsonValue | undefined;
}

/** Where one value of a drawer comes from. */
export interface Explanation {
  /** Path in the drawer. */
  readonly path: string;
  /** Undefined when nothing is there: the explanation says why. */
  readonly value: BsonValue | undefined;
  readonly origin: 'field' | 'finish' | 'client' | 'stored' | 'schema';
  /** One sentence: which rule gave it. */
  readonly rule: string;
  readonly document: NamedDocument | undefined;
  readonly mapping: string | undefined;
  /** Where the contract says so. */
  readonly place: Place | undefined;
  readonly reads: readonly ReadValue[];
  /** The expressions that were evaluated for it: its own last, the `let` names that it uses before it. */
  readonly workings: readonly Working[];
  /** What coercion to the drawer's type made of what, where it changed something. */
  readonly coerced: { readonly from: string; readonly to: string } | undefined;
  readonly lost: readonly Loser[];
  /** Repeats the last working; the value that it gives, coerced. Undefined for what is no expression. */
  readonly again: (() => BsonValue | undefined) | undefined;
}
