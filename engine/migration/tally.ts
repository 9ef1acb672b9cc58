import type { BsonDocument } from '../bson/index.ts';
import { formatPlace, type Place, type Plan, type SourcePlan, unreadPaths } from '../contract/index.ts';
import { type Fault, gravityOf, type Warning } from '../transform/index.ts';
import { type Disposition, dispositions } from './disposition.ts';

/** How many documents of a source got each disposition. */
export type DispositionCounts = Readonly<Record<Disposition, number>> & { readonly total: number };

/** Documents set aside for one cause: a code at one place, in one source. */
export interface QuarantineTally {
  readonly code: string;
  readonly source: string;
  readonly where: string | undefined;
  readonly note: string | undefined;
  readonly fix: string | undefined;
  readonly documents: { readonly id: string; readonly detail: string | undefined }[];
  /** Whose documents they are, where that is known. */
  readonly clients: Set<string>;
}

/** Documents that the contract leaves out for one reason, in one source. */
export interface ExclusionTally {
  readonly code: string;
  readonly source: string;
  readonly where: string | undefined;
  readonly note: string | undefined;
  documents: number;
  /** Whose documents they are, where that is known. */
  readonly clients: Set<string>;
}

/** A warning's code in one source: how often, and on how many documents. */
export interface WarningTally {
  readonly code: string;
  readonly source: string;
  /** The places that raised it. */
  readonly places: Set<string>;
  readonly note: string | undefined;
  readonly fix: string | undefined;
  count: number;
  documents: number;
  readonly clients: Set<string>;
}

/** One document's account. */
export interface Account {
  readonly source: string;
  /** Its `_id` as text. */
  readonly id: string;
  /** Its name in images and in quarantine. */
  readonly record: string;
  /** Undefined where it cannot be told. */
  readonly client: string | undefined;
  readonly disposition: Disposition;
  readonly fault: Fault | undefined;
  readonly warnings: readonly Warning[];
}

/** Counts what became of every source document; the sums are the conservation law (design §7). */
export class Tally {
  readonly counts = new Map<string, Record<Disposition, number>>();
  readonly quarantine = new Map<string, QuarantineTally>();
  readonly excluded = new Map<string, ExclusionTally>();
  readonly warnings = new Map<string, WarningTally>();
  readonly unread = new Map<string, number>();
  readonly conflicts = new Map<string, number>();
  /** Documents that the run leaves to other paths or steps, by source; they have no disposition in it. */
  readonly outside = new Map<string, number>();
  readonly drawers = { total: 0, inserted: 0, changed: 0, unchanged: 0 };
  /** Documents set aside, and those of them for a critical code. */
  setAside = 0;
  critical = 0;

  readonly #hear: (account: Account) => void;

  /** `hear` is told of every document's account, in the order of the work. */
  constructor(plan: Plan, hear: (account: Account) => void = () => undefined) {
    this.#hear = hear;
    for (const source of plan.sources) {
      const zero = Object.fromEntries(dispositions.map((name) => [name, 0])) as Record<Disposition, number>;
      this.counts.set(source.name, zero);
    }
  }

  account(account: Account): void {
    this.#hear(account);
    const counts = this.counts.get(account.source);
    if (counts !== undefined) counts[account.disposition]++;
    if (account.fault !== undefined && account.disposition === 'quarantined')
      this.#setAside(account, account.fault);
    if (account.fault !== undefined && account.disposition === 'excluded')
      this.#exclude(account, account.fault);
    const seen = new Set<WarningTally>();
    for (const warning of account.warnings) {
      const tally = this.#warning(account.source, warning);
      tally.count++;
      if (!seen.has(tally)) tally.documents++;
      if (account.client !== undefined) tally.clients.add(account.client);
      seen.add(tally);
    }
  }

  /** Counts the paths of a source document that the contract neither reads nor ignores. */
  readDocument(source: SourcePlan, document: BsonDocument): void {
    unreadPaths(document, source.read, (path) => bump(this.unread, `${source.name}\u0000${path}`));
  }

  leave(source: string): void {
    bump(this.outside, source);
  }

  conflict(path: string): void {
    bump(this.conflicts, path);
  }

  #setAside(account: Account, fault: Fault): void {
    const where = placeText(fault.where);
    const key = [fault.code, account.source, where].join('\u0000');
    let group = this.quarantine.get(key);
    if (group === undefined) {
      const { code, note, fix } = fault;
      group = { code, source: account.source, where, note, fix, documents: [], clients: new Set() };
      this.quarantine.set(key, group);
    }
    group.documents.push({ id: account.id, detail: fault.detail });
    if (account.client !== undefined) group.clients.add(account.client);
    this.setAside++;
    if (gravityOf(fault.code) === 'critical') this.critical++;
  }

  #exclude({ source, client }: Account, { code, where: place, note }: Fault): void {
    const where = placeText(place);
    const key = [code, source, where].join('\u0000');
    let group = this.excluded.get(key);
    if (group === undefined) {
      group = { code, source, where, note, documents: 0, clients: new Set() };
      this.excluded.set(key, group);
    }
    group.documents++;
    if (client !== undefined) group.clients.add(client);
  }

  #warning(source: string, warning: Warning): WarningTally {
    const where = placeText(warning.where);
    const key = `${warning.code}\u0000${source}`;
    let tally = this.warnings.get(key);
    if (tally === undefined) {
      const { code, note, fix } = warning;
      tally = { code, source, places: new Set(), note, fix, count: 0, documents: 0, clients: new Set() };
      this.warnings.set(key, tally);
    }
    if (where !== undefined) tally.places.add(where);
    return tally;
  }
}

function bump(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function placeText(place: Place | undefined): string | undefined {
  return place === undefined ? undefined : formatPlace(place);
}
