import { BsonDocument } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import type { Lease, Operation, TargetStore } from '../stores/index.ts';
import { drawerIdOf, type RunContext } from '../transform/index.ts';
import { accountFor, accountForStray } from './accounting.ts';
import { digestOfBytes } from './bytes-digest.ts';
import { dispositionOf } from './disposition.ts';
import type { Gathered, Stray } from './dossiers.ts';
import { failpoint } from './failpoint.ts';
import { decodeImage, documentKey } from './image.ts';
import { dossierOf } from './landed.ts';
import {
  asPatch,
  type Beside,
  type Bulk,
  type Companion,
  type Ledger,
  type LedgerOperation,
  type LinkPatch,
} from './ledger.ts';
import { changedFields, linkId, linkRecord } from './links.ts';
import {
  isReleased,
  type Quarantined,
  quarantineId,
  quarantineRecord,
  releasedRecord,
} from './quarantine.ts';
import { type Reconciled, reconcile, refused, type Stored } from './reconcile.ts';
import { records } from './records.ts';
import type { Tally } from './tally.ts';

/** What writing the clients of a run needs. */
export interface Writing {
  readonly plan: Plan;
  readonly target: TargetStore;
  readonly context: RunContext;
  readonly tally: Tally;
  /** How writes go out; undefined for a preview: everything is decided and counted, nothing is written. */
  readonly outlet: Outlet | undefined;
  /** True when the target held nothing of ours at the start, so that nothing needs to be looked up. */
  readonly fresh: boolean;
}

/** What a run writes through. */
export interface Outlet {
  readonly ledger: Ledger;
  readonly lease: Lease;
  /** Where the legacy documents are that links are written onto; without it links are records in the target. */
  readonly legacy: TargetStore | undefined;
}

interface Decision {
  readonly gathered: Gathered;
  readonly stored: Stored;
  /** The stored image as it was read, for the ledger. */
  readonly imageBytes: Uint8Array | undefined;
  readonly reconciled: Reconciled;
  /** The drawer as this decision leaves it, digested once for all that goes with it. */
  readonly beside: Beside;
}

/**
 * Transforms some clients and writes what differs, as one bulk. A client whose guard failed is decided again from what
 * is stored.
 */
export async function writeClients(
  writing: Writing,
  clients: readonly Gathered[],
  strays: readonly Stray[],
): Promise<void> {
  let open = clients;
  let aside = strays;
  const failed = new Map<string, Decision>();
  for (let attempt = 0; open.length > 0 || aside.length > 0; attempt++) {
    if (attempt > 5) throw new Error('drawers kept changing while they were written');
    // A guard can fail because something has come in between: from then on, what is stored must be looked at.
    const now = attempt === 0 ? writing : { ...writing, fresh: false };
    const decisions = (await decide(now, open)).map((decision) => refusedAgain(decision, failed));
    const lost = await writeBulk(now, decisions, aside);
    aside = [];
    failed.clear();
    for (const decision of now.fresh ? [] : decisions) {
      const id = decision.reconciled.outcome.drawerId;
      if (lost.has(id)) failed.set(id, decision);
    }
    open = decisions
      .filter(({ reconciled }) => lost.has(reconciled.outcome.drawerId))
      .map(({ gathered }) => gathered);
  }
}

/**
 * A drawer that was refused though nothing in its place has changed since: an index of the target forbids it, because
 * another document holds its unique value.
 */
function refusedAgain(decision: Decision, failed: ReadonlyMap<string, Decision>): Decision {
  const { stored, reconciled } = decision;
  const before = failed.get(reconciled.outcome.drawerId);
  if (before === undefined || !isSameBytes(before.stored.drawer?.bytes, stored.drawer?.bytes))
    return decision;
  if (!isSameBytes(before.imageBytes, decision.imageBytes)) return decision;
  const none = refused(reconciled);
  return { ...decision, reconciled: none, beside: besideOf(none) };
}

function isSameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
}

async function decide(writing: Writing, clients: readonly Gathered[]): Promise<readonly Decision[]> {
  const { plan, target, context, fresh } = writing;
  const ids = clients.map(({ client }) => drawerIdOf(plan, client, context));
  const drawers = fresh ? [] : await target.read(plan.target.collection, ids);
  const images = fresh ? [] : await target.read(records.images, ids);
  return clients.map((gathered, at) => {
    const drawer = drawers[at];
    const image = images[at];
    const stored: Stored = {
      drawer: drawer === undefined ? undefined : new BsonDocument(drawer),
      image: image === undefined ? undefined : decodeImage(image),
    };
    const dossier = dossierOf(plan, gathered, stored.image);
    const reconciled = reconcile(plan, dossier, stored, context, 'batch');
    return { gathered, stored, imageBytes: image, reconciled, beside: besideOf(reconciled) };
  });
}

/** Writes a bulk; gives the ids of the drawers whose guard failed. Accounts for everything else. */
async function writeBulk(
  writing: Writing,
  decisions: readonly Decision[],
  strays: readonly Stray[],
): Promise<ReadonlySet<string>> {
  const { context, outlet } = writing;
  const lost = outlet === undefined ? new Set<string>() : await sendBulk(writing, outlet, decisions, strays);
  for (const decision of decisions) {
    if (!lost.has(decision.reconciled.outcome.drawerId)) settleAccounts(writing, decision, context.run.id);
  }
  for (const stray of strays) accountForStray(writing.plan, writing.tally, stray);
  return lost;
}

async function sendBulk(
  writing: Writing,
  outlet: Outlet,
  decisions: readonly Decision[],
  strays: readonly Stray[],
): Promise<ReadonlySet<string>> {
  const live = outlet.legacy !== undefined;
  const operations = decisions.flatMap((decision) => drawerEntry(writing.plan, decision));
  const inUnits = [
    ...decisions.flatMap(imageCompanion),
    ...(live ? [] : await linkCompanions(writing, decisions)),
  ];
  const apart = await quarantineCompanions(writing, decisions, strays);
  const links = live ? decisions.flatMap(linkPatches) : [];
  const companions = [...inUnits, ...apart];
  if (operations.length + companions.length + links.length === 0) return new Set();
  const own = new Map(decisions.map(({ beside }): [Beside, Companion[]] => [beside, []]));
  for (const one of inUnits) if (one.beside !== undefined) own.get(one.beside)?.push(one);
  const units = decisions.flatMap((one) => unitOf(writing.plan, one, own.get(one.beside) ?? []));
  return send(writing, outlet, { operations, companions, links }, units, apart);
}

/**
 * The bulk itself, in the order that can be taken up at any point: ledger; for each client its drawer with the image
 * and links that say what is in it, all or none; links of live documents; quarantine and `done`.
 */
async function send(
  { target, tally }: Writing,
  { legacy, ledger, lease }: Outlet,
  bulk: Bulk,
  units: readonly Operation[],
  apart: readonly Companion[],
): Promise<ReadonlySet<string>> {
  const lost = new Set<string>();
  const settled = await ledger.intend(bulk);
  failpoint('ledger.intended');
  if (units.length > 0) {
    for (const [at, result] of (await target.write(units, lease)).entries())
      if (result === 'conflict') lost.add(units[at]?.unit ?? '');
  }
  failpoint('drawers.written');
  const patches = bulk.links.filter(({ beside }) => !lost.has(beside.drawer));
  const unlinked = new Set<LinkPatch>();
  if (legacy !== undefined && patches.length > 0) {
    const results = await legacy.write(patches.map(asPatch));
    for (const [at, result] of results.entries()) {
      if (result === 'written') continue;
      const patch = patches[at] as LinkPatch;
      unlinked.add(patch);
      tally.conflict(`${patch.collection}: ${Object.keys(patch.fields).join(', ')}`);
    }
    failpoint('links.written');
  }
  const done = settled({ drawers: lost, links: unlinked });
  await target.write([...apart.map(asPut), ...done], lease);
  failpoint('companions.written');
  return lost;
}

function drawerEntry(plan: Plan, { stored, reconciled, beside }: Decision): readonly LedgerOperation[] {
  const { drawer, outcome } = reconciled;
  if (drawer === undefined) return [];
  const { collection } = plan.target;
  const after = beside.after ?? digestOfBytes(drawer.bytes);
  return [{ collection, id: outcome.drawerId, kind: drawer.kind, before: stored.drawer?.bytes, after }];
}

/** What is written of one client all or none: a drawer that is there without its image would pass for somebody else's. */
function unitOf(
  plan: Plan,
  { stored, reconciled }: Decision,
  companions: readonly Companion[],
): readonly Operation[] {
  const { drawer, outcome } = reconciled;
  const unit = outcome.drawerId;
  const operations = companions.map((one) =>
    one.collection === records.images ? asGuarded(one) : asPut(one),
  );
  if (drawer !== undefined) {
    const { collection } = plan.target;
    const place = { collection, id: unit, document: drawer.bytes, before: stored.drawer?.bytes };
    operations.unshift(asGuarded(place));
  }
  return operations.map((operation) => ({ ...operation, unit }));
}

function besideOf({ drawer, outcome }: Reconciled): Beside {
  return {
    drawer: outcome.drawerId,
    after: drawer === undefined ? undefined : digestOfBytes(drawer.bytes),
  };
}

function imageCompanion(decision: Decision): readonly Companion[] {
  const { image } = decision.reconciled;
  if (image === undefined) return [];
  const { beside, imageBytes: before } = decision;
  return [{ beside, collection: records.images, id: beside.drawer, document: image.bytes, before }];
}

/** Links as records of the target, for a source that is only read. */
async function linkCompanions(
  { target, fresh }: Writing,
  decisions: readonly Decision[],
): Promise<readonly Companion[]> {
  const collection = records.links;
  const wanted = decisions.flatMap((decision) =>
    decision.reconciled.links.flatMap((document) => {
      if (document.link === undefined) return [];
      const id = linkId(document.source.collection, document.id);
      return [{ beside: decision.beside, collection, id, document: linkRecord(document, document.link) }];
    }),
  );
  const ids = wanted.map(({ id }) => id);
  const before = fresh || ids.length === 0 ? [] : await target.read(collection, ids);
  return wanted.map((companion, at) => ({ ...companion, before: before[at] }));
}

/** Links onto the legacy documents themselves: the fields that a document does not hold yet. */
function linkPatches(decision: Decision): readonly LinkPatch[] {
  const bytes = new Map(
    decision.gathered.documents.map((one) => [documentKey(one.source.name, one.id), one.document]),
  );
  if (decision.reconciled.outcome.drawer === undefined) return [];
  return decision.reconciled.outcome.documents.flatMap((document): readonly LinkPatch[] => {
    const legacy = bytes.get(documentKey(document.source.name, document.id));
    if (document.link === undefined || document.fate === 'quarantined' || legacy === undefined) return [];
    const { fields, before } = changedFields(legacy, document.link);
    if (Object.keys(fields).length === 0) return [];
    const { collection } = document.source;
    return [{ beside: decision.beside, collection, id: document.id, fields, before }];
  });
}

/** Records of documents newly in quarantine, and of those that have left it. */
async function quarantineCompanions(
  writing: Writing,
  decisions: readonly Decision[],
  strays: readonly Stray[],
): Promise<readonly Companion[]> {
  const { target, context, fresh } = writing;
  const entries: Quarantined[] = [...strays];
  const others: string[] = [];
  for (const { gathered, reconciled } of decisions) {
    const bytes = new Map(
      gathered.documents.map((one) => [documentKey(one.source.name, one.id), one.document.bytes]),
    );
    for (const document of reconciled.outcome.documents) {
      const id = quarantineId(document.source.name, document.id);
      if (document.fault === undefined || document.fate !== 'quarantined') others.push(id);
      else {
        const { source, id: own, idText, fault } = document;
        const raw = bytes.get(documentKey(source.name, own));
        if (raw !== undefined)
          entries.push({
            source: source.name,
            id: own,
            idText,
            client: gathered.client,
            fault,
            bytes: raw,
          });
      }
    }
  }
  const ids = entries.map(({ source, id }) => quarantineId(source, id));
  const stored = fresh ? [] : await target.read(records.quarantine, ids);
  const collection = records.quarantine;
  const set = entries.flatMap((entry, at): readonly Companion[] => {
    const document = quarantineRecord(entry, stored[at], context.run);
    return document === undefined
      ? []
      : [{ beside: undefined, collection, id: ids[at] ?? '', document, before: undefined }];
  });
  if (fresh) return set;
  const released = await target.read(collection, others);
  const left = others.flatMap((id, at): readonly Companion[] => {
    const bytes = released[at];
    if (bytes === undefined || isReleased(bytes)) return [];
    const document = releasedRecord(bytes, context.run);
    return [{ beside: undefined, collection, id, document, before: undefined }];
  });
  return [...set, ...left];
}

function settleAccounts(writing: Writing, decision: Decision, run: string): void {
  const { tally } = writing;
  const { stored, reconciled, gathered } = decision;
  if (reconciled.outcome.drawer !== undefined) {
    tally.drawers.total++;
    if (reconciled.drawer === undefined) tally.drawers.unchanged++;
    else if (reconciled.drawer.kind === 'insert') tally.drawers.inserted++;
    else tally.drawers.changed++;
  }
  for (const path of reconciled.conflicts) tally.conflict(path);
  for (const document of reconciled.outcome.documents) {
    accountFor(
      tally,
      document,
      dispositionOf(document, stored.drawer === undefined ? undefined : stored.image, run),
    );
  }
  for (const { source, document } of gathered.documents) tally.readDocument(source, document);
}

function asGuarded({ collection, id, document, before }: Omit<Companion, 'beside'>): Operation {
  return before === undefined
    ? { kind: 'insert', collection, id, document }
    : { kind: 'replace', collection, id, document, expect: before };
}

function asPut({ collection, id, document }: Companion): Operation {
  return { kind: 'put', collection, id, document };
}
