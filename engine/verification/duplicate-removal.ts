import {
  BsonDocument,
  type BsonValue,
  digest,
  encode,
  fieldsOf,
  idText,
  isDocument,
  type PlainDocument,
  sameValue,
} from '../bson/index.ts';
import type { KeyedList, Plan } from '../contract/index.ts';
import { type Correction, correct, decodeImage, listRuns, partKey, records } from '../migration/index.ts';
import type { LeaseHolder, TargetStore } from '../stores/index.ts';
import { opened, type RunContext, removeAt, setAt, valueAt } from '../transform/index.ts';
import {
  type Duplicate,
  findDuplicates,
  namesOf,
  type RepeatedDrawer,
  type RepeatedElement,
} from './duplicates.ts';

/** Why a duplicate is not removed. Nothing was changed. */
export class DuplicateRefused extends Error {
  override readonly name = 'DuplicateRefused';
  readonly code: 'duplicates.unknown' | 'duplicates.ambiguous';
  readonly hint: string;

  constructor(code: DuplicateRefused['code'], message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** One duplicate that is to be removed (R117). */
export interface RemovalRequest {
  readonly plan: Plan;
  readonly target: TargetStore;
  readonly context: RunContext;
  /** Tells whether a name of {@link namesOf} is the one that was asked for. */
  readonly isMeant: (name: string) => boolean;
  readonly facts: PlainDocument;
  readonly holder: LeaseHolder;
}

/** What is too much, and how much of it. */
export interface DuplicateRemoval {
  readonly name: string;
  readonly duplicate: Duplicate;
  /** Elements that go, or one drawer. */
  readonly surplus: number;
}

/** A removal that was done: a run of its own, which rollback takes back. */
export interface RemovedDuplicate extends DuplicateRemoval {
  readonly run: string;
}

/**
 * Removes what a duplicate has too much; with `sure` false it only tells what that is. Of elements with one logical id
 * the one stays that we wrote, by its digest, or the first where all are the same; a drawer under another name than its
 * client's goes only if the client's own drawer holds everything that is in it. What cannot be told so is refused, and
 * so is a name that is no duplicate now ({@link DuplicateRefused}). Throws `store.locked` while a run is at work.
 */
export async function removeDuplicate(
  request: RemovalRequest,
  sure: boolean,
): Promise<DuplicateRemoval | RemovedDuplicate> {
  if (sure) await endInterrupted(request);
  const { removal } = await decide(request);
  if (!sure) return removal;
  const { run, conflicts } = await correct({
    ...correctionOf(request),
    parameters: request.context.run.parameters,
    // Records of runs name no client.
    subject: `${subject}${digest(removal.name)}`,
    decide: async () => [(await decide(request)).correction],
  });
  if (conflicts === 0) return { ...removal, run: run.id };
  throw new DuplicateRefused(
    'duplicates.ambiguous',
    'the drawer was changed while the duplicate was being removed',
    'run the same command again',
  );
}

const subject = 'duplicate ';

function correctionOf({ plan, target, context, facts, holder }: RemovalRequest) {
  return { plan, target, fresh: context.run, facts, holder };
}

/** Removals that were killed: what they had written stays, and their runs are done. */
async function endInterrupted(request: RemovalRequest): Promise<void> {
  for (const { state, identity } of await listRuns(request.target)) {
    if (state !== 'running' || !identity.source.startsWith(subject)) continue;
    const { parameters, source } = identity;
    await correct({ ...correctionOf(request), parameters, subject: source, decide: async () => [] });
  }
}

interface Decided {
  readonly removal: DuplicateRemoval;
  readonly correction: Correction;
}

async function decide({ plan, target, context, isMeant }: RemovalRequest): Promise<Decided> {
  for (const duplicate of await findDuplicates(plan, target, context)) {
    for (const name of namesOf(duplicate)) {
      if (!isMeant(name)) continue;
      return duplicate.kind === 'element'
        ? decideElement(plan, target, name, duplicate)
        : decideDrawer(plan, target, name, duplicate);
    }
  }
  throw new DuplicateRefused(
    'duplicates.unknown',
    'nothing of this name stands twice now',
    'drawer duplicates lists what does, with its id',
  );
}

async function decideElement(
  plan: Plan,
  target: TargetStore,
  name: string,
  duplicate: RepeatedElement,
): Promise<Decided> {
  const { drawer: id, key } = duplicate;
  const bytes = await readOne(plan, target, id);
  const list = plan.keyedLists.find((one) => pathOf(one) === duplicate.path);
  const elements = list === undefined ? undefined : valueAt(new BsonDocument(bytes), list.path);
  if (list === undefined || !Array.isArray(elements)) throw ambiguous('the list is not there any more');
  const copies = elements.filter((element: BsonValue) => hasKey(element, list, key));
  const kept = (await ours(target, id, list, key, copies)) ?? (allSame(copies) ? copies[0] : undefined);
  if (kept === undefined)
    throw ambiguous('the elements differ, and none of them is as the migration wrote it');
  const draft = opened(new BsonDocument(bytes));
  setAt(
    draft,
    list.path,
    elements.filter((element: BsonValue) => element === kept || !hasKey(element, list, key)),
  );
  return {
    removal: { name, duplicate, surplus: copies.length - 1 },
    correction: { id, before: bytes, after: encode(draft) },
  };
}

function pathOf({ label, key }: KeyedList): string {
  return `${label}[].${key.join('.')}`;
}

function hasKey(element: BsonValue, list: KeyedList, key: string): boolean {
  const value = isDocument(element) ? valueAt(element, list.key) : undefined;
  return value !== undefined && value !== null && idText(value) === key;
}

/** The copy that is as we last wrote it. */
async function ours(
  target: TargetStore,
  drawer: string,
  list: KeyedList,
  key: string,
  copies: readonly BsonValue[],
): Promise<BsonValue | undefined> {
  const [image] = await target.read(records.images, [drawer]);
  if (image === undefined) return undefined;
  const part = decodeImage(image).parts.get(partKey(list.path.join('.'), key));
  return copies.find((copy) => digest(copy) === part?.digest);
}

function allSame([first, ...others]: readonly BsonValue[]): boolean {
  return first !== undefined && others.every((other) => sameValue(first, other));
}

async function decideDrawer(
  plan: Plan,
  target: TargetStore,
  name: string,
  duplicate: RepeatedDrawer,
): Promise<Decided> {
  const { proper, drawers } = duplicate;
  if (!drawers.includes(proper)) throw ambiguous('none of the drawers has the name that the contract gives');
  const bytes = await readOne(plan, target, name);
  const kept = withoutOwn(plan, await readOne(plan, target, proper));
  if (!isWithin(withoutOwn(plan, bytes), kept))
    throw ambiguous('the drawer holds something that the client’s own drawer does not');
  return {
    removal: { name, duplicate, surplus: 1 },
    correction: { id: name, before: bytes, after: undefined },
  };
}

/** The drawer without what every drawer has of its own: its id, its client's spelling, what changes by itself. */
function withoutOwn(plan: Plan, bytes: Uint8Array): BsonValue {
  const draft = opened(new BsonDocument(bytes));
  for (const path of [['_id'], plan.client.into, ...plan.target.volatile]) removeAt(draft, path);
  return draft;
}

/** True if every value of the first is in the second, at the same place; in lists, anywhere in the same list. */
function isWithin(part: BsonValue, whole: BsonValue | undefined): boolean {
  if (whole === undefined) return false;
  if (Array.isArray(part))
    return (
      Array.isArray(whole) &&
      part.every((one: BsonValue) => whole.some((other: BsonValue) => sameValue(one, other)))
    );
  if (!isDocument(part)) return sameValue(part, whole);
  if (!isDocument(whole)) return false;
  const fields = fieldsOf(whole);
  return Object.entries(fieldsOf(part)).every(([field, value]) =>
    isWithin(value, Object.hasOwn(fields, field) ? fields[field] : undefined),
  );
}

async function readOne(plan: Plan, target: TargetStore, id: string): Promise<Uint8Array> {
  const [bytes] = await target.read(plan.target.collection, [id]);
  if (bytes !== undefined) return bytes;
  throw ambiguous('the id of the drawer is no text, or the drawer is gone');
}

function ambiguous(why: string): DuplicateRefused {
  return new DuplicateRefused(
    'duplicates.ambiguous',
    `what is too much cannot be told: ${why}`,
    'somebody who knows the client has to decide; change the drawer by hand',
  );
}
