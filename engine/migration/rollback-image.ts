import { type Image, partKey } from './image.ts';

/** The image after some others have changed it: without what the bulk put in. Undefined when nothing is left. */
export function cutImage(
  current: Image,
  before: Image | undefined,
  after: Image,
): { readonly image: Image | undefined; readonly changed: boolean } {
  const documents = new Map(current.documents);
  const parts = new Map(current.parts);
  let changed = false;
  for (const [key, one] of after.documents) {
    const earlier = before?.documents.get(key);
    const held = current.documents.get(key);
    const ours = held?.run === one.run && held.digest === one.digest && held.link === one.link;
    if (!ours || earlier?.run === one.run) continue;
    changed = true;
    if (earlier === undefined) documents.delete(key);
    else documents.set(key, earlier);
  }
  for (const part of after.parts.values()) {
    const key = partKey(part.label, part.key);
    const earlier = before?.parts.get(key);
    if (earlier?.digest === part.digest || current.parts.get(key)?.digest !== part.digest) continue;
    changed = true;
    if (earlier === undefined) parts.delete(key);
    else parts.set(key, earlier);
  }
  const image = { ...current, documents, parts };
  return { image: documents.size === 0 && parts.size === 0 ? undefined : image, changed };
}
