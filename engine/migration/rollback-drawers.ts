import { BsonDocument } from '../bson/index.ts';
import type { Lease, Operation, TargetStore } from '../stores/index.ts';
import { digestOfBytes } from './bytes-digest.ts';
import { nextAttempt } from './contended.ts';
import { decodeImage } from './image.ts';
import type { LedgerOperation, LedgerRecord, Replaced } from './ledger.ts';
import { records } from './records.ts';
import { cutDrawer, type LeftPlace, writtenParts } from './rollback-cut.ts';
import type { Left, Pending } from './rollback-progress.ts';
import type { DrawerShape } from './rollback-shape.ts';

/** What became of the drawers of a bulk. */
export interface DrawersUndone {
  readonly removed: number;
  readonly restored: number;
  readonly cut: number;
  readonly left: readonly Left[];
  /** Drawers that could not be written: an index forbids what stood there before. */
  readonly stuck: ReadonlySet<string>;
}

interface Undoing {
  readonly target: TargetStore;
  readonly lease: Lease;
  readonly shape: DrawerShape;
  /** Start of the run that is rolled back. */
  readonly now: Date;
  /** What was announced of the bulk before an interruption. */
  readonly pending: Pending | undefined;
  /** Keeps what cannot be told any more once it is written. */
  readonly announce: (pending: Pending) => Promise<void>;
}

interface Step {
  readonly entry: LedgerOperation;
  readonly outcome: 'removed' | 'restored' | 'cut' | 'nothing';
  readonly write: Operation | undefined;
  readonly left: readonly LeftPlace[];
}

/** Takes the writes of a bulk out of its drawers. Done again it finds nothing to do. */
export async function undoDrawers(undoing: Undoing, bulk: LedgerRecord): Promise<DrawersUndone> {
  const { target, lease, pending } = undoing;
  const cutBefore = new Set(pending?.cut);
  const images = new Map(
    bulk.replaced
      .filter(({ collection }) => collection === records.images)
      .map((one) => [String(one.id), one]),
  );
  const counts = { removed: 0, restored: 0, cut: 0, nothing: 0 };
  const left: Left[] = [];
  const stuck = new Set<string>();
  const failed = new Map<string, Uint8Array | undefined>();
  let open = bulk.operations;
  for (let attempt = 0; open.length > 0; attempt++) {
    await nextAttempt(attempt, target);
    const stored = await readAll(target, open);
    const steps = open.flatMap((entry, at): readonly Step[] => {
      const id = String(entry.id);
      const current = stored[at];
      if (!failed.has(id) || !isSame(failed.get(id), current))
        return [decide(undoing, entry, current, images.get(id))];
      stuck.add(id);
      left.push({ drawer: id, path: undoing.shape.client.join('.'), key: undefined });
      return [];
    });
    const sent = steps.flatMap((step) => (step.write === undefined ? [] : [{ step, write: step.write }]));
    const cut = steps.filter(({ outcome }) => outcome === 'cut');
    if (attempt === 0 && pending === undefined && cut.length > 0)
      await undoing.announce({
        bulk: bulk.bulk,
        cut: cut.map(({ entry }) => String(entry.id)),
        left: cut.flatMap(leftIn),
      });
    const results = await target.write(
      sent.map(({ write }) => write),
      lease,
    );
    const lost = new Set(sent.filter((_, at) => results[at] === 'conflict').map(({ step }) => step));
    for (const step of steps) {
      if (lost.has(step)) continue;
      const id = String(step.entry.id);
      if (step.write === undefined && cutBefore.has(id)) {
        counts.cut++;
        left.push(...(pending?.left ?? []).filter(({ drawer }) => drawer === id));
      } else {
        counts[step.outcome]++;
        left.push(...leftIn(step));
      }
    }
    failed.clear();
    for (const { entry, write } of lost) failed.set(String(entry.id), expectedBy(write));
    open = [...lost].map(({ entry }) => entry);
  }
  const { removed, restored, cut } = counts;
  return { removed, restored, cut, left, stuck };
}

function leftIn({ entry, left }: Step): readonly Left[] {
  return left.map((place) => ({ drawer: String(entry.id), ...place }));
}

function decide(
  { shape, now }: Undoing,
  entry: LedgerOperation,
  current: Uint8Array | undefined,
  image: Replaced | undefined,
): Step {
  const { collection, id, before, kind } = entry;
  const step = (outcome: Step['outcome'], write?: Operation, left: readonly LeftPlace[] = []): Step => ({
    entry,
    outcome,
    write,
    left,
  });
  if (kind === 'remove' && before !== undefined) {
    if (current === undefined) return step('restored', { kind: 'insert', collection, id, document: before });
    // Somebody has put another drawer in its place.
    if (!isSameBytes(before, current))
      return step('nothing', undefined, [{ path: shape.client.join('.'), key: undefined }]);
  }
  // A drawer that somebody has removed stays removed.
  if (current === undefined) return step(before === undefined ? 'removed' : 'nothing');
  if (isSameBytes(before, current)) return step('restored');
  const remove: Operation = { kind: 'remove', collection, id, expect: current };
  if (digestOfBytes(current) === entry.after) {
    if (before === undefined) return step('removed', remove);
    return step('restored', { kind: 'replace', collection, id, document: before, expect: current });
  }
  // Nothing says what of it was written: what others have changed since stays.
  if (image?.document === undefined)
    return step('nothing', undefined, [{ path: shape.client.join('.'), key: undefined }]);
  const parts = writtenParts(
    image.before === undefined ? undefined : decodeImage(image.before),
    decodeImage(image.document),
    before === undefined,
  );
  const earlier = before === undefined ? undefined : new BsonDocument(before);
  const { bytes, left } = cutDrawer(new BsonDocument(current), earlier, parts, shape, now);
  if (bytes === undefined) return step('removed', remove);
  if (isSameBytes(bytes, current)) return step('nothing', undefined, left);
  return step('cut', { kind: 'replace', collection, id, document: bytes, expect: current }, left);
}

async function readAll(
  target: TargetStore,
  entries: readonly LedgerOperation[],
): Promise<readonly (Uint8Array | undefined)[]> {
  const [first] = entries;
  if (first === undefined) return [];
  return target.read(
    first.collection,
    entries.map(({ id }) => id),
  );
}

/** What a write expected to find: a document, or nothing. */
function expectedBy(write: Operation | undefined): Uint8Array | undefined {
  return write !== undefined && 'expect' in write && write.expect instanceof Uint8Array
    ? write.expect
    : undefined;
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return b === undefined ? a === undefined : isSameBytes(a, b);
}

function isSameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}
