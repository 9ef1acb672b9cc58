import type { Lease, Operation, TargetStore } from '../stores/index.ts';
import { digestOfBytes } from './bytes-digest.ts';
import { decodeImage, type Image } from './image.ts';
import {
  asPatch,
  type Beside,
  type Companion,
  doneRecord,
  GONE,
  type LedgerRecord,
  putRecord,
} from './ledger.ts';
import { records } from './records.ts';

/**
 * Settles a bulk of an interrupted run: where a client's drawer was written, its links and what else goes with it are
 * written too; the others are left to the run itself, which decides them again from what is stored. `source` is where
 * the legacy documents are that links are written onto.
 */
export async function settle(
  target: TargetStore,
  source: TargetStore | undefined,
  drawers: string,
  record: LedgerRecord,
  lease: Lease,
): Promise<void> {
  const wanted = new Map<string, string | undefined>();
  for (const { beside } of [...record.companions, ...record.links])
    if (beside !== undefined) wanted.set(beside.drawer, beside.after);
  for (const { id, after } of record.operations) wanted.set(String(id), after);
  const ids = [...wanted.keys()];
  const images = new Map(
    record.companions.flatMap((one) => (one.collection === records.images ? [[String(one.id), one]] : [])),
  );
  const storedDrawers = await target.read(drawers, ids);
  const storedImages = await target.read(records.images, ids);
  const written = new Set(
    ids.filter((id, at) => {
      const image = images.get(id);
      const drawer = storedDrawers[at];
      if (image !== undefined) return holds(storedImages[at], image, record.run);
      const after = wanted.get(id);
      if (after === GONE) return drawer === undefined;
      return drawer !== undefined && (after === undefined || digestOfBytes(drawer) === after);
    }),
  );
  const stands = ({ beside }: { readonly beside: Beside | undefined }): boolean =>
    beside === undefined || written.has(beside.drawer);
  const links = record.links.filter(stands);
  if (links.length > 0) await source?.write(links.map(asPatch));
  const absent = new Set(ids.filter((id) => !written.has(id)));
  const puts = record.companions
    .filter(({ beside }) => beside === undefined)
    .map(({ collection, id, document }): Operation => ({ kind: 'put', collection, id, document }));
  const done = doneRecord(record, { drawers: absent, links: new Set() });
  await target.write([...puts, putRecord(done)], lease);
}

/**
 * True when the image of a bulk was stored, and with it all of its unit: it is as the bulk meant it, or another path
 * has changed it since and left in it what only this bulk can have written.
 */
function holds(stored: Uint8Array | undefined, { document, before }: Companion, run: string): boolean {
  if (stored === undefined) return false;
  if (Buffer.compare(stored, document) === 0) return true;
  const [now, after] = [decodeImage(stored), decodeImage(document)];
  const earlier: Image | undefined = before === undefined ? undefined : decodeImage(before);
  return [...after.documents].some(([key, one]) => {
    const held = now.documents.get(key);
    if (one.run !== run || held?.run !== run || earlier?.documents.get(key)?.run === run) return false;
    return held.digest === one.digest && held.link === one.link && held.role === one.role;
  });
}
