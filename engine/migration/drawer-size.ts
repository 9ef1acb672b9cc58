import type { DocumentOutcome, Fault, Outcome } from '../transform/index.ts';
import { documentKey, type Image } from './image.ts';
import { LARGE_DRAWER_BYTES, MAX_DRAWER_BYTES, MAX_IMAGE_BYTES } from './size.ts';

/** Why a drawer, or the image that goes with it, is not written for its size; undefined where it can be. */
export function sizeFault(drawer: Uint8Array | undefined, image: Uint8Array | undefined): Fault | undefined {
  const tooLarge = (detail: string): Fault => ({ code: 'drawer.too_large', where: undefined, detail });
  if (drawer !== undefined && drawer.length > MAX_DRAWER_BYTES) return tooLarge(`${drawer.length} bytes`);
  if (image !== undefined && image.length > MAX_IMAGE_BYTES)
    return tooLarge(`${image.length} bytes of its image`);
  return undefined;
}

/** A drawer that is written and on its way to the limit: told of the last document that has made it larger. */
export function warnedOfSize(
  outcome: Outcome,
  drawer: Uint8Array | undefined,
  image: Image | undefined,
): Outcome {
  if (drawer === undefined || drawer.length <= LARGE_DRAWER_BYTES) return outcome;
  const landed = outcome.documents.filter(({ fate }) => fate === 'landed');
  const isNew = ({ source, id }: DocumentOutcome): boolean =>
    image?.documents.has(documentKey(source.name, id)) !== true;
  const last = landed.findLast(isNew) ?? landed.at(-1);
  const documents = outcome.documents.map((document): DocumentOutcome => {
    if (document !== last) return document;
    return { ...document, warnings: [...document.warnings, { code: 'drawer.large', where: undefined }] };
  });
  return { ...outcome, documents };
}
