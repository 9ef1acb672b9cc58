import type { Plan } from '../contract/index.ts';
import type { Dossier, DossierDocument } from '../transform/index.ts';
import type { Gathered } from './dossiers.ts';
import { documentKey, type Image, partKey } from './image.ts';

/** A client's dossier with what its image says of each document: whether it has landed, and whether by our hand. */
export function dossierOf(plan: Plan, { client, documents }: Gathered, image: Image | undefined): Dossier {
  if (image === undefined) return { client, documents };
  return { client, documents: documents.map((document) => imaged(plan, document, image)) };
}

function imaged(plan: Plan, document: DossierDocument, image: Image): DossierDocument {
  const found = image.documents.get(documentKey(document.source.name, document.id));
  if (found === undefined) return document;
  const mapping = plan.mappings.find(({ name }) => name === document.source.mapping);
  const label = mapping?.outputs[0]?.label;
  const ours = label !== undefined && image.parts.has(partKey(label, found.key));
  return { ...document, landedBefore: true, ours };
}
