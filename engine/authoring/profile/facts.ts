import type { BsonTypeName } from '../../bson/index.ts';
import type { TextForm } from './forms.ts';
import type { Distinct } from './key-sample.ts';
import type { RemarkCode } from './remark-codes.ts';

/** Smallest and largest. */
export interface Range<T> {
  readonly min: T;
  readonly max: T;
}

/** A value of a path that may be shown, as text cut to 64 units. */
export interface ValueCount {
  readonly value: string;
  readonly type: BsonTypeName;
  readonly count: number;
}

/**
 * What the values of a path seem to be: ids, numbers, dates, one of a few words, what tells who somebody is, other
 * text, or structure.
 */
export type PathRole =
  | 'id'
  | 'number'
  | 'date'
  | 'flag'
  | 'category'
  | 'personal'
  | 'text'
  | 'structure'
  | 'empty';

/** What the texts of a path are like. Lengths in UTF-16 units. */
export interface TextFacts {
  readonly count: number;
  readonly length: Range<number>;
  readonly forms: readonly { readonly form: TextForm; readonly count: number }[];
  readonly shapes: readonly { readonly shape: string; readonly count: number }[];
  readonly not_nfc: number;
  readonly not_nfd: number;
  readonly outer_space: number;
  readonly odd_characters: number;
}

/** One path of a collection; `[]` stands for the elements of a list, `*` for keys that are data. */
export interface PathProfile {
  readonly path: string;
  readonly role: PathRole;
  /** Documents that have it, and values it has in all of them. */
  readonly documents: number;
  readonly occurrences: number;
  readonly types: readonly { readonly type: BsonTypeName; readonly count: number }[];
  readonly nulls: number;
  /** Different values, their BSON types told apart; objects, lists and null are not counted. */
  readonly distinct: Distinct;
  /** True when no value comes twice: in all values, or in all that are in the sample. */
  readonly unique: boolean;
  /** The most frequent values that may be shown, and how many different ones are not among them. */
  readonly values: readonly ValueCount[];
  readonly hidden: number;
  readonly text: TextFacts | null;
  readonly number: Range<number> | null;
  readonly not_finite: number;
  /** BSON dates, and texts with date, time and zone, as UTC texts. */
  readonly date: Range<string> | null;
  readonly date_text: Range<string> | null;
  readonly list: (Range<number> & { readonly elements: number; readonly empty: number }) | null;
  readonly empty_objects: number;
  /** Whether the contract's schema of the source declares it; null without a contract. */
  readonly declared: boolean | null;
}

/** How a collection names its clients. */
export interface ClientPath {
  readonly path: string;
  readonly basis: 'contract' | 'guess';
}

/** One collection; sizes in bytes of BSON. */
export interface CollectionProfile {
  /** The name by which the profile calls it: with its store in front where there are several. */
  readonly name: string;
  readonly store: string;
  readonly collection: string;
  readonly documents: number;
  readonly bytes: number;
  readonly size: Range<number> | null;
  /** Documents with content that is not sound, by code. */
  readonly unsound: readonly { readonly code: string; readonly count: number }[];
  readonly client: ClientPath | null;
  /** The path that seems to date a document. */
  readonly date: string | null;
  readonly truncated_paths: Distinct;
  readonly paths: readonly PathProfile[];
}

/** Ids in one path that are ids of another collection. */
export interface LinkProfile {
  readonly collection: string;
  readonly path: string;
  readonly to: string;
  /** The path of the ids there. */
  readonly to_path: string;
  /** How the id stands in the value: `*` for the id itself, `client_*` for one with something in front. */
  readonly as: string;
  /** Different values of the path, those found there, and those looked at (fewer than all when sampled). */
  readonly distinct: Distinct;
  readonly compared: number;
  readonly found: number;
}

/** A path that could be the logical id of its documents. */
export interface KeyProfile {
  readonly collection: string;
  readonly path: string;
  readonly documents: number;
  readonly distinct: Distinct;
  /** Values that several documents share, and the documents that do. */
  readonly repeated: number;
  readonly repeated_documents: number;
}

/** A group of paths that name the same clients. */
export interface ClientCandidate {
  readonly collection: string;
  readonly path: string;
  readonly paths: readonly { readonly collection: string; readonly path: string }[];
  readonly documents: number;
}

/** Clients of one collection. */
export interface ClientsOf {
  readonly collection: string;
  readonly path: string;
  readonly clients: Distinct;
  /** Documents of a client, documents without one, and with something that cannot be one. */
  readonly documents: number;
  readonly missing: number;
  readonly invalid: number;
  /** How ids are spelled: BSON types, and texts in white space. */
  readonly spellings: readonly { readonly spelling: string; readonly count: number }[];
  /** How many clients have one document here, two, and more; and the most of one client. */
  readonly with_one: number;
  readonly with_two: number;
  readonly with_more: number;
  readonly most: number;
}

/** The clients of all collections. */
export interface ClientsProfile {
  readonly basis: 'contract' | 'guess';
  readonly total: Distinct;
  readonly collections: readonly ClientsOf[];
  /** Clients with documents in one collection and none in another. */
  readonly orphans: readonly { readonly in: string; readonly not_in: string; readonly clients: number }[];
  /** Clients whose id is spelled in more than one way. */
  readonly several_spellings: number;
  /** Bytes of all documents of a client together: what its drawer holds at most, if everything is taken over. */
  readonly bytes: {
    readonly min: number;
    readonly median: number;
    readonly p95: number;
    readonly max: number;
    readonly over_limit: number;
  } | null;
}

/** Something that a contract has to decide about: what, where, and in how many documents, values or clients. */
export interface Remark {
  readonly code: RemarkCode;
  readonly collection: string;
  /** A path, or the other collection of `client.elsewhere`; empty for a whole collection. */
  readonly place: string;
  readonly count: number;
}

/** The census of one store or several, as `drawer profile --json` gives it. */
export interface Profile {
  readonly command: 'profile';
  readonly stores: readonly { readonly name: string; readonly kind: string; readonly label: string }[];
  readonly contract: { readonly name: string; readonly version: string } | null;
  readonly values_shown: boolean;
  readonly limits: {
    readonly paths: number;
    readonly values: number;
    readonly ids: number;
    readonly clients: number;
  };
  /** What to look at first. */
  readonly remarks: readonly Remark[];
  readonly collections: readonly CollectionProfile[];
  readonly clients: ClientsProfile | null;
  readonly client_candidates: readonly ClientCandidate[];
  readonly links: readonly LinkProfile[];
  readonly keys: readonly KeyProfile[];
  readonly notices: readonly { readonly code: string; readonly message: string; readonly place: string }[];
}
