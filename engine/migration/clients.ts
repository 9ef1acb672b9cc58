import type { Lease, Operation, TargetStore } from '../stores/index.ts';
import { accountFor, accountForStray } from './accounting.ts';
import { nextAttempt } from './contended.ts';
import { type Deciding, type Decision, decide, refusedAgain } from './decision.ts';
import { dispositionOf } from './disposition.ts';
import type { Gathered, Stray } from './dossiers.ts';
import { failpoint } from './failpoint.ts';
import { documentKey } from './image.ts';
import { asPatch, type Bulk, type Companion, type Ledger, type LinkPatch } from './ledger.ts';
import { quarantineCompanions } from './quarantine-companions.ts';
import type { Tally } from './tally.ts';
import { asPut, besideDrawers, drawerEntry, linkPatches, unitOf } from './unit.ts';

/** What writing the clients of a run needs. */
export interface Writing extends Deciding {
  readonly tally: Tally;
  /** How writes go out; undefined for a preview: everything is decided and counted, nothing is written. */
  readonly outlet: Outlet | undefined;
}

/** What a run writes through. */
export interface Outlet {
  readonly ledger: Ledger;
  readonly lease: Lease;
  /** Where the legacy documents are that links are written onto; without it links are records in the target. */
  readonly legacy: TargetStore | undefined;
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
    await nextAttempt(attempt, writing.target);
    // A guard can fail because something has come in between: from then on, what is stored must be looked at.
    const now = attempt === 0 ? writing : { ...writing, fresh: false };
    const decisions = (await decide(now, open, attempt > 0)).map((decision) =>
      refusedAgain(decision, failed.get(decision.beside.drawer)),
    );
    const lost = await writeBulk(now, decisions, aside);
    aside = [];
    failed.clear();
    const undone = decisions.filter(({ beside }) => lost.has(beside.drawer));
    if (!now.fresh) for (const decision of undone) failed.set(decision.beside.drawer, decision);
    open = undone.map(({ gathered }) => gathered);
  }
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
    if (!lost.has(decision.beside.drawer)) settleAccounts(writing, decision, context.run.id);
  }
  for (const stray of strays) accountForStray(writing.plan, writing.tally, stray, context.run.now);
  return lost;
}

async function sendBulk(
  writing: Writing,
  outlet: Outlet,
  decisions: readonly Decision[],
  strays: readonly Stray[],
): Promise<ReadonlySet<string>> {
  const { plan, target, fresh } = writing;
  const live = outlet.legacy !== undefined;
  const operations = decisions.flatMap((decision) => drawerEntry(plan, decision));
  const beside = await besideDrawers(target, decisions, { fresh, live });
  const apart = await quarantineCompanions(writing, decisions, strays);
  const unlinked = (link: LinkPatch): void => writing.tally.conflict(linkText(link));
  const links = live ? decisions.flatMap((decision) => linkPatches(decision, unlinked)) : [];
  const companions = [...[...beside.values()].flat(), ...apart];
  if (operations.length + companions.length + links.length === 0) return new Set();
  const units = decisions.flatMap((one) => unitOf(plan, one, beside.get(one.beside) ?? []));
  return send(writing, outlet, { operations, companions, links }, units, apart);
}

/**
 * The bulk itself, in the order that can be taken up at any point: ledger; each client's unit; links of live
 * documents; quarantine and `done`.
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
      tally.conflict(linkText(patch));
    }
    failpoint('links.written');
  }
  const done = settled({ drawers: lost, links: unlinked });
  await target.write([...apart.map(asPut), ...done], lease);
  failpoint('companions.written');
  return lost;
}

function linkText({ collection, fields }: LinkPatch): string {
  return `${collection}: ${Object.keys(fields).join(', ')}`;
}

/** Counts what became of the client's documents that were gathered; what was read again beside them is no new one. */
function settleAccounts({ tally }: Writing, decision: Decision, run: string): void {
  const { stored, difference, gathered } = decision;
  if (difference.outcome.drawer !== undefined) {
    tally.drawers.total++;
    if (difference.drawer === undefined) tally.drawers.unchanged++;
    else if (difference.drawer.kind === 'insert') tally.drawers.inserted++;
    else tally.drawers.changed++;
  }
  for (const path of difference.conflicts) tally.conflict(path);
  const counted = new Map(
    gathered.documents.map(({ source, id, document }) => [documentKey(source.name, id), document]),
  );
  const before = stored.drawer === undefined ? undefined : stored.image;
  for (const outcome of difference.outcome.documents) {
    const document = counted.get(documentKey(outcome.source.name, outcome.id));
    if (document === undefined) continue;
    if (outcome.fate === 'outside') {
      tally.leave(outcome.source.name);
      continue;
    }
    accountFor(tally, outcome, dispositionOf(outcome, before, run), gathered.client);
    tally.readDocument(outcome.source, document);
  }
}
