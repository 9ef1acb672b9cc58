import type { BsonValue, PlainDocument } from '../bson/index.ts';
import type { Place } from './finding.ts';
import type { Path } from './model.ts';

/** What may become of a document; design §7. */
export const dispositions = [
  'migrated',
  'already_present',
  'superseded',
  'after_cutoff',
  'quarantined',
  'excluded',
] as const;

export type CaseDisposition = (typeof dispositions)[number];

/** An example of a contract: given documents, and what is expected of them. */
export interface CaseModel {
  readonly name: string;
  readonly file: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly given: readonly GivenSource[];
  /** Drawers that are in the target already. */
  readonly drawers: readonly PlainDocument[];
  readonly expect: ExpectModel;
  readonly place: Place;
}

export interface GivenSource {
  readonly source: string;
  readonly documents: readonly PlainDocument[];
  readonly place: Place;
}

/** Only what is named here is compared. */
export interface ExpectModel {
  /** True when `drawers` names all drawers there may be, each given whole. */
  readonly exactly: boolean;
  readonly drawers: readonly ExpectedDrawer[];
  readonly absent: readonly ExpectedAbsence[];
  readonly dispositions: readonly ExpectedDisposition[];
  readonly reasons: readonly ExpectedReason[];
  readonly warnings: readonly ExpectedWarnings[];
  readonly links: readonly ExpectedLink[];
}

/** A drawer by its `_id`: as a whole, or by the values at some of its paths. */
export interface ExpectedDrawer {
  readonly id: string;
  /** With `exactly`. */
  readonly whole: PlainDocument | undefined;
  readonly values: readonly { readonly path: Path; readonly value: BsonValue; readonly place: Place }[];
  readonly place: Place;
}

/** Paths that a drawer must not have; without paths the drawer itself must not be there. */
export interface ExpectedAbsence {
  readonly id: string;
  readonly paths: readonly { readonly path: Path; readonly place: Place }[];
  readonly place: Place;
}

/** Documents are named by source and by `_id` as text. */
export interface ExpectedDisposition {
  readonly source: string;
  readonly id: string;
  readonly disposition: CaseDisposition;
  readonly place: Place;
}

/** Why a document is quarantined or excluded. */
export interface ExpectedReason {
  readonly source: string;
  readonly id: string;
  readonly code: string;
  readonly place: Place;
}

/** Fields that are written back onto a document. */
export interface ExpectedLink {
  readonly source: string;
  readonly id: string;
  readonly fields: readonly { readonly field: string; readonly value: BsonValue; readonly place: Place }[];
  readonly place: Place;
}

/** All warnings of a document, by code. */
export interface ExpectedWarnings {
  readonly source: string;
  readonly id: string;
  readonly codes: readonly { readonly code: string; readonly count: number }[];
  readonly place: Place;
}
