import type { ElementKind } from '../elements/index.ts';
import type { Edit, EditKind } from '../pairing/index.ts';

/** How much a change asks of those who take the new version, from most to least. */
export const levels = ['breaking', 'review', 'compatible', 'cosmetic'] as const;
export type Level = (typeof levels)[number];

/** A text in both languages of reports. `{name}`, `{before}` and `{after}` stand for the part that changed. */
export interface Said {
  readonly es: string;
  readonly en: string;
}

/** One rule of comparison: which edits it is about, and how much they matter. */
export interface Rule {
  /** Stable: approvals and other tools name it. */
  readonly id: string;
  readonly level: Level;
  readonly of: ElementKind;
  readonly edit: EditKind;
  /** Tells rules apart that are about the same edits; the first that applies counts. */
  readonly when?: (edit: Edit) => boolean;
  readonly says: Said;
  /** The rule for the opposite edit: what it says of the versions the other way round. */
  readonly mirror: string;
}

/** A rule, as it is. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
