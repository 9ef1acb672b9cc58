import { type BsonValue, idText, isDocument } from '../../bson/index.ts';
import { formatPath, lookUp, type Place } from '../../contract/index.ts';
import { type Disposition, dispositionOf, documentKey } from '../../migration/index.ts';
import type { DocumentOutcome, DossierDocument, Fault, Part } from '../../transform/index.ts';
import { type ClientTrace, factOf } from '../tracing/client-trace.ts';
import { formatDrawerPath, leavesIn, type Segment, valueIn } from './drawer-path.ts';
import type { Loser, NamedDocument } from './explanation.ts';
import { lost } from './losers.ts';
import { named } from './named.ts';
import { outcomeOf } from './origin.ts';
import { touches, type Use, usesOf } from './uses.ts';

/** What became of a legacy value in one of the places that use it. */
export interface Destination {
  readonly role: Use['role'];
  /** The path in the drawer that it went to, the rule that looked at it, … */
  readonly name: string;
  readonly place: Place;
  readonly through: string | undefined;
  /** `written`, or why not; `looked at` for what gives no value of its own. */
  readonly outcome: 'written' | 'looked at' | 'absent' | Loser['why'];
  /** What stands in the drawer there. */
  readonly value: BsonValue | undefined;
}

/** A value of a legacy document, and what became of it. */
export interface LegacyValue {
  readonly path: string;
  readonly value: BsonValue;
  /** `ignored` by the contract, with its reason; `unread` by it; `undeclared`: unread, and unknown to the schema too. */
  readonly state: 'used' | 'ignored' | 'unread' | 'undeclared';
  readonly reason: string | undefined;
  readonly destinations: readonly Destination[];
}

/** What became of a legacy document. */
export interface DocumentStory {
  readonly document: NamedDocument;
  readonly client: string;
  readonly drawer: string;
  readonly disposition: Disposition;
  readonly role: string | undefined;
  /** The run that landed it, where the target says so. */
  readonly run: string | undefined;
  readonly fault: Fault | undefined;
  readonly warnings: readonly { readonly code: string; readonly where: Place | undefined }[];
  readonly values: readonly LegacyValue[];
}

/** Tells what became of a document of a client, value by value. */
export function storyOf(trace: ClientTrace, document: DossierDocument): DocumentStory {
  const outcome = outcomeOf(trace, document);
  if (outcome === undefined) throw new TypeError('the document is not of this client');
  const { image } = trace.stored;
  const imaged = image?.documents.get(documentKey(document.source.name, document.id));
  const { client, drawerId } = trace.outcome;
  return {
    document: named(document),
    client,
    drawer: drawerId,
    disposition: dispositionOf(outcome, image, trace.context.run.id),
    role: outcome.role,
    run: imaged?.run,
    fault: outcome.fault,
    warnings: outcome.warnings.map(({ code, where }) => ({ code, where })),
    values: valuesOf(trace, document, outcome),
  };
}

function valuesOf(
  trace: ClientTrace,
  document: DossierDocument,
  outcome: DocumentOutcome,
): readonly LegacyValue[] {
  const { contract } = trace.traced;
  const source = contract.sources.find(({ name }) => name === document.source.name);
  if (source === undefined) return [];
  const uses = usesOf(contract, source);
  return leavesIn(document.document).map(({ path, value }): LegacyValue => {
    const names = path.filter((segment) => typeof segment === 'string');
    const destinations = uses
      .filter((use) => touches(use, names))
      .flatMap((use) => destinationOf(trace, document, outcome, use, path) ?? []);
    const ignored = source.ignore.find((each) => each.path.every((name, at) => names[at] === name));
    const unknown = lookUp(source.schema.json, names).kind === 'unknown' && names[0] !== '_id';
    const used = destinations.length > 0 || (names.length === 1 && names[0] === '_id');
    return {
      path: formatDrawerPath(path),
      value,
      state: used ? 'used' : ignored !== undefined ? 'ignored' : unknown ? 'undeclared' : 'unread',
      reason: used ? undefined : ignored?.reason,
      destinations: merged(destinations),
    };
  });
}

/** Each place once: the way through which it is read first. */
function merged(destinations: readonly Destination[]): readonly Destination[] {
  const seen = new Set<string>();
  return destinations.filter(({ role, name, place }) => {
    const key = `${role} ${name} ${place.file} ${place.line} ${place.column}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function destinationOf(
  trace: ClientTrace,
  document: DossierDocument,
  outcome: DocumentOutcome,
  use: Use,
  path: readonly Segment[],
): Destination | undefined {
  const { role, name, place, through } = use;
  const looked: Destination = { role, name, place, through, outcome: 'looked at', value: undefined };
  if (role !== 'field' && role !== 'else' && role !== 'default') return looked;
  if (use.mapping !== document.source.mapping) return looked;
  const { mapping } = outcome;
  const output = mapping.outputs.find(({ leaves }) =>
    leaves.some((each) => leafPlaces(each).includes(place)),
  );
  const leaf = output?.leaves.find((each) => leafPlaces(each).includes(place));
  if (output === undefined || leaf === undefined) return looked;
  const fact = factOf(trace, leaf, document);
  // A value and its twin are one leaf: told once, by the one that gave it.
  if (role === 'else' && fact?.result?.twin !== true) return undefined;
  if (role === 'field' && fact?.result?.twin === true) return undefined;
  const below = belowNames(path, use.path.length);
  const twin = fact?.result?.twin === true && leaf.else !== undefined ? leaf.else.path : leaf.path;
  const part = outcome.parts.find((each) => each.path === output.into);
  if (output.many) {
    const at = part === undefined ? undefined : placeOfElement(trace, output.into, output.key, part);
    if (at === undefined)
      return { ...looked, outcome: outcome.fate === 'quarantined' ? 'quarantined' : 'absent' };
    return written(trace, looked, [...at, ...twin], below);
  }
  const filler = trace.fills.get(leaf);
  const isFiller = filler?.document === document.document;
  if (isFiller || (outcome.role === 'chosen' && filler === undefined)) {
    return fact?.result === undefined
      ? { ...looked, outcome: 'absent' }
      : written(trace, looked, [...output.into, ...twin], below);
  }
  const chosen = trace.outcome.documents.find((one) => one.mapping === mapping && one.role === 'chosen');
  const winner = trace.facts.findLast(
    (each) => each.leaf === leaf && each.document?.idText === (filler?.idText ?? chosen?.idText),
  );
  const { why, value } = lost(trace, outcome, document, leaf, winner);
  return { ...looked, name: formatPath([...output.into, ...leaf.path]), outcome: why, value };
}

function leafPlaces(leaf: {
  value: { place: Place };
  else: { value: { place: Place } } | undefined;
  default: { place: Place } | undefined;
}): readonly Place[] {
  return [leaf.value.place, leaf.else?.value.place, leaf.default?.place].filter(
    (place) => place !== undefined,
  );
}

/** What of a path lies behind its first `count` names, and the places in lists that lead to them. */
function belowNames(path: readonly Segment[], count: number): readonly Segment[] {
  let names = 0;
  const at = path.findIndex((segment) => typeof segment === 'string' && ++names > count);
  if (at < 0) return [];
  // The place in a list that the value itself is belongs to what lies below it.
  let start = at;
  while (start > 0 && typeof path[start - 1] === 'number') start--;
  return path.slice(start);
}

/** A value that went into the drawer; of one that was moved with others around it, the place inside those. */
function written(
  trace: ClientTrace,
  looked: Destination,
  path: readonly Segment[],
  below: readonly Segment[],
): Destination {
  const whole = valueIn(trace.drawer, path);
  const holds = whole !== undefined && (isDocument(whole) || Array.isArray(whole));
  const inside = below.length > 0 && holds ? [...path, ...below] : path;
  const value = valueIn(trace.drawer, inside);
  const outcome = value === undefined ? 'absent' : 'written';
  return { ...looked, name: formatDrawerPath(inside), outcome, value };
}

/** Where an element stands in the list of the drawer. */
function placeOfElement(
  trace: ClientTrace,
  into: readonly string[],
  keyPath: readonly string[] | undefined,
  part: Part,
): readonly Segment[] | undefined {
  const list = valueIn(trace.drawer, into);
  if (!Array.isArray(list) || keyPath === undefined) return undefined;
  const at = (list as readonly BsonValue[]).findIndex((element) => {
    const id = valueIn(element, keyPath);
    return id !== undefined && idText(id) === part.key;
  });
  return at < 0 ? undefined : [...into, at];
}
