import type { DocumentOutcome } from '../transform/index.ts';
import { digestOfParts, documentKey, type Image } from './image.ts';

/** What became of one source document in a run (design §2): every one gets exactly one. */
export const dispositions = [
  'migrated',
  'already_present',
  'superseded',
  'after_cutoff',
  'quarantined',
  'excluded',
] as const;

export type Disposition = (typeof dispositions)[number];

/**
 * The disposition of a document, given the image that was there before: what landed with an equal digest in another
 * run is already present; what this run wrote, before or after an interruption, is migrated. One that this run leaves
 * to another path or step has none.
 */
export function dispositionOf(
  document: DocumentOutcome,
  before: Image | undefined,
  run: string,
): Disposition {
  if (document.fate === 'outside') throw new Error(`${document.source.name}: left to others`);
  if (document.fate !== 'landed') return document.fate;
  const image = before?.documents.get(documentKey(document.source.name, document.id));
  if (image === undefined || image.run === run) return 'migrated';
  return image.digest === digestOfParts(document.parts) ? 'already_present' : 'migrated';
}
