import type { Lease, Operation, TargetStore } from '../stores/index.ts';
import { digestOfBytes } from './bytes-digest.ts';
import { nextAttempt } from './contended.ts';
import { decodeImage, encodeImage } from './image.ts';
import type { Replaced } from './ledger.ts';
import { records } from './records.ts';
import { cutImage } from './rollback-image.ts';

/**
 * Puts back the records that stood beside the drawers before a bulk: images and link records. An image that another
 * path has changed since only loses what the bulk put in. Gives how many are as they were.
 */
export async function undoCompanions(
  target: TargetStore,
  entries: readonly Replaced[],
  lease: Lease,
): Promise<{ readonly images: number; readonly links: number }> {
  const undone = { images: 0, links: 0 };
  for (const collection of [records.images, records.links]) {
    let open = entries.filter((entry) => entry.collection === collection);
    for (let attempt = 0; open.length > 0; attempt++) {
      await nextAttempt(attempt, target);
      const stored = await target.read(
        collection,
        open.map(({ id }) => id),
      );
      const writes = open.map((entry, at) => ({ entry, write: decide(entry, stored[at]) }));
      const sent = writes.flatMap(({ entry, write }) => (write === undefined ? [] : [{ entry, write }]));
      const results = await target.write(
        sent.map(({ write }) => write),
        lease,
      );
      const lost = new Set(sent.filter((_, at) => results[at] === 'conflict').map(({ entry }) => entry));
      undone[collection === records.images ? 'images' : 'links'] += open.length - lost.size;
      open = [...lost];
    }
  }
  return undone;
}

function decide(entry: Replaced, current: Uint8Array | undefined): Operation | undefined {
  const { collection, id, before } = entry;
  if (current === undefined) return undefined;
  if (before !== undefined && Buffer.compare(before, current) === 0) return undefined;
  const becomes = digestOfBytes(current) === entry.after ? before : changedSince(entry, current);
  if (becomes === current) return undefined;
  return becomes === undefined
    ? { kind: 'remove', collection, id, expect: current }
    : { kind: 'replace', collection, id, document: becomes, expect: current };
}

function changedSince({ before, document }: Replaced, current: Uint8Array): Uint8Array | undefined {
  if (document === undefined) return current;
  const earlier = before === undefined ? undefined : decodeImage(before);
  const { image, changed } = cutImage(decodeImage(current), earlier, decodeImage(document));
  if (!changed) return current;
  return image === undefined ? undefined : encodeImage(image);
}
