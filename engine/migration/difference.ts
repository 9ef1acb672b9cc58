import {
  type BsonDocument,
  type DraftDocument,
  digest,
  EncodeError,
  encode,
  sameValue,
} from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import {
  type DocumentOutcome,
  type Dossier,
  type DossierDocument,
  type Fault,
  type Outcome,
  type Part,
  type RunContext,
  removeAt,
  setAt,
  transform,
} from '../transform/index.ts';
import { sizeFault, warnedOfSize } from './drawer-size.ts';
import { heldAt } from './held.ts';
import {
  type DocumentImage,
  digestOfLink,
  digestOfPart,
  digestOfParts,
  documentKey,
  encodeImage,
  type Image,
  type LandingPath,
  type PartImage,
  partKey,
} from './image.ts';

/** What the target holds of one client. */
export interface Stored {
  readonly drawer: BsonDocument | undefined;
  readonly image: Image | undefined;
}

/** What is to be written for one client so that the target holds its drawer; `outcome` says what became of what. */
export interface Difference {
  readonly outcome: Outcome;
  /** The drawer to write, when it differs from the one that is stored. */
  readonly drawer: { readonly kind: 'insert' | 'replace'; readonly bytes: Uint8Array } | undefined;
  readonly image: { readonly value: Image; readonly bytes: Uint8Array } | undefined;
  /** Documents whose link is new or changed. */
  readonly links: readonly DocumentOutcome[];
  /** Values that are somebody else's and were kept: paths in the drawer. */
  readonly conflicts: readonly string[];
}

/**
 * In what the wanted drawer differs from the stored one (design §8): a stored part is replaced only if it is still
 * what we last wrote there; anything else is somebody's, is kept, and the document that wanted its place is set
 * aside as `conflict`. A client of whom the run carries nothing is left as it is.
 */
export function differenceOf(
  plan: Plan,
  dossier: Dossier,
  stored: Stored,
  context: RunContext,
  path: LandingPath,
): Difference {
  const conflicting = new Set<string>();
  let outcome = transform(plan, dossier, stored.drawer, context);
  while (stored.drawer !== undefined) {
    const found = conflictsOf(outcome, stored).filter((key) => !conflicting.has(key));
    if (found.length === 0) break;
    for (const key of found) conflicting.add(key);
    outcome = transform(plan, marked(dossier, conflicting), stored.drawer, context);
  }
  const { drawer } = outcome;
  const carried = outcome.documents.some(({ fate }) => fate !== 'outside');
  if (drawer === undefined || !carried) return nothing({ ...outcome, drawer: carried ? drawer : undefined });
  const conflicts = keepFinish(outcome, stored);
  removeLeft(outcome, stored);
  const changed = stored.drawer === undefined || !sameValue(drawer, stored.drawer);
  if (changed && stored.drawer !== undefined)
    for (const part of outcome.onChange) setAt(drawer, part.path, part.value);
  const bytes = changed ? encoded(drawer) : undefined;
  if (bytes !== undefined && !(bytes instanceof Uint8Array)) return nothing(setAside(outcome, bytes));
  const image = imageOf(outcome, stored, new Set(conflicts), context, path);
  const tooLarge = sizeFault(bytes, image?.bytes);
  if (tooLarge !== undefined) return nothing(setAside(outcome, tooLarge));
  return {
    outcome: warnedOfSize(outcome, bytes, stored.image),
    drawer:
      bytes === undefined ? undefined : { kind: stored.drawer === undefined ? 'insert' : 'replace', bytes },
    image,
    links: outcome.documents.filter((document) => linkChanged(document, stored.image)),
    conflicts,
  };
}

/** A client whose drawer the target refuses: its documents are set aside as `conflict`, and nothing is written. */
export function refused(difference: Difference): Difference {
  return nothing(setAside(difference.outcome, { code: 'conflict', where: undefined, detail: undefined }));
}

function nothing(outcome: Outcome): Difference {
  return { outcome, drawer: undefined, image: undefined, links: [], conflicts: [] };
}

/** Documents that want a place where the target holds something that is not ours. */
function conflictsOf(outcome: Outcome, stored: Stored): readonly string[] {
  return outcome.documents
    .filter((document) => document.parts.some((part) => !part.kept && !replaceable(part, stored)))
    .map((document) => documentKey(document.source.name, document.id));
}

/** True when the place is free, holds the same value, or still holds what we last wrote there. */
function replaceable(part: Part, stored: Stored): boolean {
  const held = heldAt(part, stored.drawer);
  const ours = stored.image?.parts.get(partKey(part.label, part.key));
  if (held === undefined) return ours === undefined;
  return sameValue(held, part.value) || ours?.digest === digest(held);
}

function marked(dossier: Dossier, conflicting: ReadonlySet<string>): Dossier {
  const documents = dossier.documents.map((document): DossierDocument => {
    const key = documentKey(document.source.name, document.id);
    return conflicting.has(key) ? { ...document, conflicting: true } : document;
  });
  return { ...dossier, documents };
}

/** Puts back finish values that somebody else has set; gives their paths. */
function keepFinish(outcome: Outcome, stored: Stored): readonly string[] {
  if (stored.drawer === undefined || outcome.drawer === undefined) return [];
  const kept: string[] = [];
  for (const part of outcome.finish) {
    const held = heldAt(part, stored.drawer);
    if (held === undefined || replaceable(part, stored)) continue;
    setAt(outcome.drawer, part.path, held);
    kept.push(part.label);
  }
  return kept;
}

/** Takes out what we once wrote at places that the contract has nothing for any more. */
function removeLeft(outcome: Outcome, stored: Stored): void {
  for (const part of outcome.left) {
    const ours = stored.image?.parts.get(partKey(part.label, part.key));
    if (outcome.drawer !== undefined && ours?.digest === digest(part.value))
      removeAt(outcome.drawer, part.path);
  }
}

/** The drawer's bytes, or why it cannot be stored. */
function encoded(drawer: DraftDocument): Uint8Array | Fault {
  try {
    return encode(drawer);
  } catch (error) {
    if (!(error instanceof EncodeError)) throw error;
    return { code: 'drawer.encoding', where: undefined, detail: error.path.join('.') };
  }
}

/** A drawer that cannot be stored: the documents that would have landed are set aside with the reason. */
function setAside(outcome: Outcome, fault: Fault): Outcome {
  const documents = outcome.documents.map((document): DocumentOutcome => {
    if (document.fate !== 'landed') return document;
    return {
      ...document,
      fate: 'quarantined',
      fault,
      role: undefined,
      parts: [],
      link: undefined,
      warnings: [],
    };
  });
  return { ...outcome, drawer: undefined, parts: [], documents };
}

/** The image after this run; undefined when the stored one says the same already. */
function imageOf(
  outcome: Outcome,
  stored: Stored,
  conflicts: ReadonlySet<string>,
  context: RunContext,
  path: LandingPath,
): Difference['image'] {
  // Where the drawer is gone, everything in it is written anew and is this run's.
  const there = stored.drawer === undefined ? undefined : stored.image;
  const documents = new Map(stored.image?.documents);
  const parts = new Map(there?.parts);
  let changed = there === undefined;
  const digests = new Map<Part, string>();
  const digestOf = (part: Part): string => {
    const known = digests.get(part) ?? digestOfPart(part);
    digests.set(part, known);
    return known;
  };
  for (const document of outcome.documents) {
    if (document.role === undefined) continue;
    const key = documentKey(document.source.name, document.id);
    const before = there?.documents.get(key);
    const after = documentImage(document, before, context, path, digestOf);
    if (after === before) continue;
    documents.set(key, after);
    changed = true;
  }
  for (const part of [...outcome.parts, ...outcome.finish]) {
    if (part.kept || conflicts.has(part.label)) continue;
    const key = partKey(part.label, part.key);
    const after: PartImage = { label: part.label, key: part.key, digest: digestOf(part) };
    if (parts.get(key)?.digest === after.digest) continue;
    parts.set(key, after);
    changed = true;
  }
  for (const part of outcome.left) {
    const key = partKey(part.label, part.key);
    if (parts.get(key)?.digest === digest(part.value)) changed = parts.delete(key);
  }
  if (!changed) return undefined;
  const value: Image = { id: outcome.drawerId, client: outcome.client, documents, parts };
  return { value, bytes: encodeImage(value) };
}

function documentImage(
  document: DocumentOutcome,
  before: DocumentImage | undefined,
  context: RunContext,
  path: LandingPath,
  digestOf: (part: Part) => string,
): DocumentImage {
  const after: DocumentImage = {
    source: document.source.name,
    id: document.id,
    role: document.role ?? '',
    key: document.parts[0]?.key,
    run: context.run.id,
    path,
    digest: digestOfParts(document.parts, digestOf),
    link: digestOfLink(document),
  };
  const same =
    before !== undefined &&
    before.role === after.role &&
    before.digest === after.digest &&
    before.link === after.link;
  return same ? before : after;
}

function linkChanged(document: DocumentOutcome, image: Image | undefined): boolean {
  if (document.link === undefined || document.fate === 'quarantined') return false;
  const before = image?.documents.get(documentKey(document.source.name, document.id));
  return before === undefined || before.link !== digestOfLink(document);
}
