import type { PathRole, RemarkCode, TextForm } from '../../../engine/authoring/index.ts';

/** Texts of a profile's report that depend on the facts, in one language; fixed texts are in the templates. */
export interface ProfileTexts {
  readonly roles: Readonly<Record<PathRole, string>>;
  readonly forms: Readonly<Record<TextForm, string>>;
  /** What a remark says, and what a contract may do about it. */
  readonly remarks: Readonly<Record<RemarkCode, { readonly title: string; readonly advice: string }>>;
  readonly bases: { readonly contract: string; readonly guess: string };
  readonly spellings: Readonly<Record<string, string>>;
  readonly none: string;
  /** `{}` stands for a number, or for a smallest and a largest. */
  readonly about: string;
  readonly hidden: string;
  readonly characters: string;
  readonly elements: string;
  readonly unique: string;
  readonly undeclared: string;
  readonly nulls: string;
  readonly notFinite: string;
  readonly emptyLists: string;
  readonly emptyObjects: string;
  readonly notNfc: string;
  readonly outerSpace: string;
  readonly oddCharacters: string;
  readonly terminal: {
    readonly collection: string;
    readonly documents: string;
    readonly paths: string;
    readonly client: string;
    readonly date: string;
    readonly clients: string;
    readonly remarks: string;
    readonly places: string;
    readonly inCollections: string;
    readonly reports: string;
  };
}
