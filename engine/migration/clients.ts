import { BsonDocument } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import type { Lease, Operation, TargetStore } from '../stores/index.ts';
import { type DocumentOutcome, drawerIdOf, type RunContext } from '../transform/index.ts';
import { accountFor, accountForStray } from './accounting.ts';
import { dispositionOf } from './disposition.ts';
import type { Gathered, Stray } from './dossiers.ts';
import { failpoint } from './failpoint.ts';
import { decodeImage, documentKey } from './image.ts';
import { type Companion, digestOfBytes, type Ledger, type LedgerOperation } from './ledger.ts';
import { linkId, linkRecord } from './links.ts';
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
  readonly ledger: Ledger;
  readonly lease: Lease;
  readonly tally: Tally;
  /** True when the target held nothing of ours at the start, so that nothing needs to be looked up. */
  readonly fresh: boolean;
}

interface Decision {
  readonly gathered: Gathered;
  readonly stored: Stored;
  readonly reconciled: Reconciled;
}

/**
 * Transforms some clients and writes what differs, as one bulk: ledger, then drawers, then images, links and
 * quarantine together with the ledger's `done`. A drawer whose guard failed is decided again from what is stored.
 */
export async function writeClients(
  writing: Writing,
  clients: readonly Gathered[],
  strays: readonly Stray[],
): Promise<void> {
  let open = clients;
  let aside = strays;
  const failed = new Map<string, Uint8Array | undefined>();
  for (let attempt = 0; open.length > 0 || aside.length > 0; attempt++) {
    if (attempt > 5) throw new Error('drawers kept changing while they were written');
    // A guard can fail because something has come in between: from then on, what is stored must be looked at.
    const now = attempt === 0 ? writing : { ...writing, fresh: false };
    const decisions = (await decide(now, open)).map((decision) => refusedAgain(decision, failed));
    const lost = await writeBulk(now, decisions, aside);
    aside = [];
    failed.clear();
    for (const { stored, reconciled } of now.fresh ? [] : decisions) {
      const id = reconciled.outcome.drawerId;
      if (lost.has(id)) failed.set(id, stored.drawer?.bytes);
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
function refusedAgain(decision: Decision, failed: ReadonlyMap<string, Uint8Array | undefined>): Decision {
  const { stored, reconciled } = decision;
  const { drawerId } = reconciled.outcome;
  if (!failed.has(drawerId)) return decision;
  const before = failed.get(drawerId);
  const now = stored.drawer?.bytes;
  const same = before === undefined || now === undefined ? before === now : Buffer.compare(before, now) === 0;
  return same ? { ...decision, reconciled: refused(reconciled) } : decision;
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
    const documents = gathered.documents.map((document) => {
      const landedBefore =
        stored.image?.documents.has(documentKey(document.source.name, document.id)) ?? false;
      return landedBefore ? { ...document, landedBefore } : document;
    });
    const dossier = { client: gathered.client, documents };
    return { gathered, stored, reconciled: reconcile(plan, dossier, stored, context, 'batch') };
  });
}

/** Writes a bulk; gives the ids of the drawers whose guard failed. Accounts for everything else. */
async function writeBulk(
  writing: Writing,
  decisions: readonly Decision[],
  strays: readonly Stray[],
): Promise<ReadonlySet<string>> {
  const { plan, target, ledger, lease, context } = writing;
  const writes = decisions.flatMap((decision) => drawerWrite(plan, decision));
  const companions = [
    ...decisions.flatMap(companionsOf),
    ...(await quarantineCompanions(writing, decisions, strays)),
  ];
  const lost = new Set<string>();
  if (writes.length > 0 || companions.length > 0) {
    const done = await ledger.intend({ operations: writes.map(({ entry }) => entry), companions });
    failpoint('ledger.intended');
    if (writes.length > 0) {
      const results = await target.write(
        writes.map(({ operation }) => operation),
        lease,
      );
      results.forEach((result, at) => {
        if (result === 'conflict') lost.add(String(writes[at]?.entry.id));
      });
    }
    failpoint('drawers.written');
    const puts = companions.filter(({ drawer }) => drawer === undefined || !lost.has(drawer));
    await target.write([...puts.map(asPut), done], lease);
    failpoint('companions.written');
  }
  for (const decision of decisions) {
    if (!lost.has(decision.reconciled.outcome.drawerId)) settleAccounts(writing, decision, context.run.id);
  }
  for (const stray of strays) accountForStray(writing.plan, writing.tally, stray);
  return lost;
}

function drawerWrite(
  plan: Plan,
  { stored, reconciled }: Decision,
): readonly { readonly operation: Operation; readonly entry: LedgerOperation }[] {
  const { drawer, outcome } = reconciled;
  if (drawer === undefined) return [];
  const { collection } = plan.target;
  const id = outcome.drawerId;
  const before = stored.drawer?.bytes;
  const after = digestOfBytes(drawer.bytes);
  const entry: LedgerOperation = { collection, id, kind: drawer.kind, before, after };
  const document = drawer.bytes;
  return before === undefined
    ? [{ operation: { kind: 'insert', collection, id, document }, entry }]
    : [{ operation: { kind: 'replace', collection, id, document, expect: before }, entry }];
}

function companionsOf({ reconciled }: Decision): readonly Companion[] {
  const { image, links, outcome } = reconciled;
  const drawer = outcome.drawerId;
  const images =
    image === undefined ? [] : [{ drawer, collection: records.images, id: drawer, document: image.bytes }];
  return [...images, ...links.flatMap((document) => linkCompanion(drawer, document))];
}

function linkCompanion(drawer: string, document: DocumentOutcome): readonly Companion[] {
  if (document.link === undefined) return [];
  const id = linkId(document.source.collection, document.id);
  return [{ drawer, collection: records.links, id, document: linkRecord(document, document.link) }];
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
    return document === undefined ? [] : [{ drawer: undefined, collection, id: ids[at] ?? '', document }];
  });
  if (fresh) return set;
  const released = await target.read(collection, others);
  const left = others.flatMap((id, at): readonly Companion[] => {
    const bytes = released[at];
    if (bytes === undefined || isReleased(bytes)) return [];
    return [{ drawer: undefined, collection, id, document: releasedRecord(bytes, context.run) }];
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

function asPut({ collection, id, document }: Companion): Operation {
  return { kind: 'put', collection, id, document };
}
