import type { LeafPlan } from '../contract/index.ts';
import type { DossierDocument } from './dossier.ts';
import type { LeafResult } from './leaves.ts';

/** Hears how a drawer comes about, in the order in which it does. */
export interface TransformWatch {
  /** What a leaf gave for a document; in `finish` there is none. Of a document that is tried again the last one counts. */
  leaf(leaf: LeafPlan, document: DossierDocument | undefined, result: LeafResult): void;
  /** A document gave a leaf that the chosen one lacks. */
  filled(leaf: LeafPlan, document: DossierDocument): void;
}
