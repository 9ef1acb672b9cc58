import { BsonDocument } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import type { TargetStore } from '../stores/index.ts';
import { type DossierDocument, drawerIdOf, type RunContext } from '../transform/index.ts';
import { digestOfBytes } from './bytes-digest.ts';
import type { ClientIndexes } from './client-index.ts';
import { type Difference, differenceOf, refused, type Stored } from './difference.ts';
import type { Gathered } from './dossiers.ts';
import { decodeImage, type LandingPath } from './image.ts';
import { dossierOf } from './landed.ts';
import type { Beside } from './ledger.ts';
import { type LiveSource, readAgain, refreshed, unseen } from './live-documents.ts';
import { records } from './records.ts';

/** What deciding about clients needs. */
export interface Deciding {
  readonly plan: Plan;
  readonly target: TargetStore;
  readonly context: RunContext;
  readonly path: LandingPath;
  /** True when the target holds nothing of ours, so that nothing needs to be looked up. */
  readonly fresh: boolean;
  /** The source, where others write to it: what an image names and the client's documents lack is read from it. */
  readonly live: LiveSource | undefined;
  /** Where such documents find the client that they do not name themselves. */
  readonly indexes: ClientIndexes;
}

/** What is to be done for one client, and what it was decided from. */
export interface Decision {
  readonly gathered: Gathered;
  /** The client's documents as they were decided on: those gathered, some of them read again, and what else is in. */
  readonly documents: readonly DossierDocument[];
  readonly stored: Stored;
  /** The stored image as it was read, for the ledger. */
  readonly imageBytes: Uint8Array | undefined;
  readonly difference: Difference;
  /** The drawer as this decision leaves it, digested once for all that goes with it. */
  readonly beside: Beside;
}

/** What the target holds of a client, as it was read. */
interface Held {
  readonly drawer: Uint8Array | undefined;
  readonly image: Uint8Array | undefined;
}

/**
 * Decides about some clients from what the target holds of them; `again` says that something has come in between, so
 * that documents of a live source are read again, too.
 */
export async function decide(
  deciding: Deciding,
  clients: readonly Gathered[],
  again: boolean,
): Promise<readonly Decision[]> {
  const held = await read(deciding, clients);
  const whole = await wholeDossiers(deciding, clients, held, again);
  const decisions = clients.map((gathered, at) =>
    decideOne(deciding, gathered, whole[at] ?? gathered, held[at] ?? { drawer: undefined, image: undefined }),
  );
  return deciding.fresh ? decisions : checked(deciding, decisions);
}

function decideOne(
  { plan, context, path }: Deciding,
  gathered: Gathered,
  whole: Gathered,
  { drawer, image }: Held,
): Decision {
  const stored: Stored = {
    drawer: drawer === undefined ? undefined : new BsonDocument(drawer),
    image: image === undefined ? undefined : decodeImage(image),
  };
  const difference = differenceOf(plan, dossierOf(plan, whole, stored.image), stored, context, path);
  const { documents } = whole;
  return { gathered, documents, stored, imageBytes: image, difference, beside: besideOf(difference) };
}

async function read({ plan, target, context, fresh }: Deciding, clients: readonly Gathered[]) {
  if (fresh) return [];
  const ids = clients.map(({ client }) => drawerIdOf(plan, client, context));
  const drawers = await target.read(plan.target.collection, ids);
  const images = await target.read(records.images, ids);
  return ids.map((_, at): Held => ({ drawer: drawers[at], image: images[at] }));
}

async function wholeDossiers(
  { plan, context, live, indexes }: Deciding,
  clients: readonly Gathered[],
  held: readonly Held[],
  again: boolean,
): Promise<readonly Gathered[]> {
  if (live === undefined) return clients;
  const wanted = clients.map(({ documents }, at) => {
    const image = held[at]?.image;
    const others = unseen(plan, documents, image === undefined ? undefined : decodeImage(image));
    return again ? [...documents, ...others] : others;
  });
  const arrivals = await readAgain(plan, live, wanted.flat(), context.run.now, indexes);
  let next = 0;
  return clients.map((gathered, at) => {
    const count = wanted[at]?.length ?? 0;
    next += count;
    return count === 0 ? gathered : refreshed(plan, gathered, arrivals.slice(next - count, next));
  });
}

/**
 * A drawer and its image are read one after the other, and another path may write both in between: a part then passes
 * for somebody else's. Where that is what was found, it is looked at again, and decided again if it has changed.
 */
async function checked(deciding: Deciding, decisions: readonly Decision[]): Promise<readonly Decision[]> {
  const suspects = decisions.filter(isSuspect);
  if (suspects.length === 0) return decisions;
  const gathered = suspects.map((one) => one.gathered);
  const held = await read(deciding, gathered);
  const changed = new Set(
    suspects.filter(({ stored, imageBytes }, at) => {
      const same =
        isSameBytes(stored.drawer?.bytes, held[at]?.drawer) && isSameBytes(imageBytes, held[at]?.image);
      return !same;
    }),
  );
  if (changed.size === 0) return decisions;
  const again = await decide(
    deciding,
    [...changed].map((one) => one.gathered),
    true,
  );
  const better = new Map([...changed].map((one, at) => [one, again[at]]));
  return decisions.map((one) => better.get(one) ?? one);
}

const byTarget: ReadonlySet<string> = new Set(['conflict', 'link.broken']);

function isSuspect({ difference }: Decision): boolean {
  const { outcome, conflicts } = difference;
  return conflicts.length > 0 || outcome.documents.some(({ fault }) => byTarget.has(fault?.code ?? ''));
}

/**
 * A drawer that was refused though nothing in its place has changed since: an index of the target forbids it, because
 * another document holds its unique value.
 */
export function refusedAgain(decision: Decision, failed: Decision | undefined): Decision {
  if (failed === undefined || !isSameBytes(failed.stored.drawer?.bytes, decision.stored.drawer?.bytes))
    return decision;
  if (!isSameBytes(failed.imageBytes, decision.imageBytes)) return decision;
  const none = refused(decision.difference);
  return { ...decision, difference: none, beside: besideOf(none) };
}

function besideOf({ drawer, outcome }: Difference): Beside {
  return {
    drawer: outcome.drawerId,
    after: drawer === undefined ? undefined : digestOfBytes(drawer.bytes),
  };
}

function isSameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
}
