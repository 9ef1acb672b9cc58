import type { DossierDocument } from '../../transform/index.ts';
import type { NamedDocument } from './explanation.ts';

/** A document of the dossier by name. */
export function named(document: DossierDocument): NamedDocument {
  const { source, idText: id } = document;
  return { source: source.name, collection: source.collection, id };
}
