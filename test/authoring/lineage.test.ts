import { describe, expect, it } from 'vitest';
import {
  type ClientTrace,
  type Destination,
  type Explanation,
  explainPath,
  formatDrawerPath,
  loadTraced,
  storyOf,
  traceClient,
  valueIn,
  valuePaths,
} from '../../engine/authoring/index.ts';
import {
  BsonDocument,
  type BsonValue,
  canonicalJson,
  encode,
  isDocument,
  sameValue,
} from '../../engine/bson/index.ts';
import { unreadPaths } from '../../engine/contract/index.ts';
import { differenceOf, type Gathered } from '../../engine/migration/index.ts';
import { type DossierDocument, opened, setAt, valueAt } from '../../engine/transform/index.ts';
import { clientsOf, context, documentOf, nothingStored, plainPlan } from './clients.ts';
import { edn360 } from './contracts.ts';

const plan = await plainPlan();
const { traced } = await loadTraced(edn360);
if (traced === undefined) throw new Error('the contract does not load');
const clients = await clientsOf(plan);

/** Clients with many documents, of all kinds: every fourth one of the dump. */
const sample = clients.filter((_, index) => index % 4 === 0);

/** The same client for the traced plan: its sources are other objects of the same names. */
function forTraced({ client, documents }: Gathered): Gathered {
  return {
    client,
    documents: documents.map((document) => {
      const source = traced?.plan.sources.find(({ name }) => name === document.source.name);
      if (source === undefined) throw new Error('no such source');
      return { ...document, source };
    }),
  };
}

const trace = (gathered: Gathered) => traceClient(traced, forTraced(gathered), nothingStored, context);

describe('a traced client', () => {
  it('has the drawer that a migration writes, to the byte, and the same fates', () => {
    let drawers = 0;
    for (const gathered of clients.filter((_, index) => index % 2 === 0)) {
      const plain = differenceOf(plan, gathered, nothingStored, context, 'batch');
      const { difference } = trace(gathered);
      expect(difference.drawer?.bytes).toEqual(plain.drawer?.bytes);
      const told = (of: typeof plain) =>
        of.outcome.documents.map(({ idText, fate, role, fault, warnings }) => [
          idText,
          fate,
          role,
          fault?.code,
          warnings.map(({ code }) => code),
        ]);
      expect(told(difference)).toEqual(told(plain));
      if (plain.drawer !== undefined) drawers++;
    }
    expect(drawers).toBeGreaterThan(25);
  });
});

describe('an explanation', () => {
  it('gives the stored value when it is evaluated again, for every leaf, and the raw values that were read', () => {
    let again = 0;
    let read = 0;
    const literal: string[] = [];
    for (const gathered of sample) {
      const plain = differenceOf(plan, gathered, nothingStored, context, 'batch');
      if (plain.drawer === undefined) continue;
      const stored = documentOf(plain.drawer.bytes);
      const of = trace(gathered);
      for (const path of valuePaths(of)) {
        const explanation = explainPath(of, path);
        read += rawReads(gathered, explanation);
        const held = valueIn(stored, path);
        const shown = formatDrawerPath(path);
        expect(
          explanation.value !== undefined && held !== undefined && sameValue(explanation.value, held),
          shown,
        ).toBe(true);
        if (explanation.again === undefined) {
          literal.push(shown.replace(/\[\d+\]/g, '[]'));
          continue;
        }
        const value = explanation.again();
        // What finds nothing is null, an empty list or an empty block where the schema requires one.
        const empty = canonicalJson(held as BsonValue);
        if (value === undefined) expect(['null', '[]', '{}'], shown).toContain(empty);
        else expect(canonicalJson(value), shown).toBe(empty);
        expect(explanation.place, shown).toBeDefined();
        again++;
      }
    }
    expect(again).toBeGreaterThan(1500);
    expect(read).toBeGreaterThan(1000);
    // Everything else is the client's id, what the schema requires and nothing fills, and literals.
    const sections = literal.filter(
      (path) => !/\.(measurements|notes|snapshots|plans|followups)$|^profile$|_section\.\w+$/.test(path),
    );
    expect([...new Set(sections)].sort()).toEqual(['_id', 'meta.has_archived_snapshots', 'user_id']);
  });
});

describe('the story of a legacy document', () => {
  it('shows every value that the contract reads, and says of the others why nothing does', () => {
    let used = 0;
    let moved = 0;
    for (const gathered of clients) {
      const of = trace(gathered);
      for (const document of of.dossier.documents) {
        const unread: string[] = [];
        unreadPaths(document.document, document.source.read, (path) => unread.push(path.replaceAll('`', '')));
        for (const { path, value, state, destinations, reason } of storyOf(of, document).values) {
          const plain = path.replace(/\[\d+\]|`/g, '');
          const isUnread = unread.some((each) => plain === each || plain.startsWith(`${each}.`));
          if (isUnread) expect(['unread', 'undeclared'], path).toContain(state);
          else if (state === 'ignored') expect(reason, path).toBeTruthy();
          else expect(state, path).toBe('used');
          if (state !== 'used') continue;
          if (path !== '_id') expect(destinations.length, path).toBeGreaterThan(0);
          if (isContext(path)) moved += movedWhole(of, document, path, value, destinations);
          used++;
        }
      }
    }
    expect(used).toBeGreaterThan(5000);
    expect(moved).toBeGreaterThan(300);
  });

  it('names every value whose change would change the drawer, a fate or a warning', () => {
    let effects = 0;
    for (const gathered of sample.slice(0, 6)) {
      const of = trace(gathered);
      const before = outcomeText(gathered);
      gathered.documents.forEach((document, index) => {
        const { values } = storyOf(of, of.dossier.documents[index] as never);
        for (const { path, value, destinations } of values) {
          const names = path.split('.');
          if (path.includes('[') || path === '_id') continue;
          const other = changed(value);
          if (other === undefined) continue;
          const draft = opened(document.document);
          setAt(draft, names, other);
          const documents = gathered.documents.with(index, {
            ...document,
            document: new BsonDocument(encode(draft)),
          });
          if (outcomeText({ ...gathered, documents }) === before) continue;
          expect(
            destinations.map(({ role }) => role),
            `${document.source.name} ${path}`,
          ).not.toEqual([]);
          const wrote = destinations.filter(
            ({ outcome }) =>
              outcome === 'written' ||
              outcome === 'looked at' ||
              outcome === 'conflict' ||
              outcome === 'equal',
          );
          expect(wrote.length, `${document.source.name} ${path}`).toBeGreaterThan(0);
          effects++;
        }
      });
    }
    expect(effects).toBeGreaterThan(150);
  });
});

/** A part of what the plans' snapshots take over as a whole. */
function isContext(path: string): boolean {
  return path.startsWith('edn360_data.') && !/^edn360_data\.(formatted_plan|menu_plan)/.test(path);
}

/** What was moved as a whole is told to stand, part by part, where it does, lists included; counts what is. */
function movedWhole(
  of: ClientTrace,
  document: DossierDocument,
  path: string,
  value: BsonValue,
  destinations: readonly Destination[],
): number {
  const fate = of.outcome.documents.find(
    ({ idText, source }) => idText === document.idText && source === document.source,
  )?.fate;
  if (fate !== 'landed') return 0;
  const written = destinations.find(({ outcome }) => outcome === 'written');
  expect(written?.name, path).toContain(path.replace('edn360_data.', ''));
  expect(written?.value !== undefined && sameValue(written.value, value), path).toBe(true);
  return 1;
}

/** Holds what an explanation says that it read against the documents themselves; gives how much that was. */
function rawReads(gathered: Gathered, { document, reads }: Explanation): number {
  const legacy = gathered.documents.find(
    ({ source, idText }) => source.name === document?.source && idText === document.id,
  );
  let read = 0;
  for (const { path, value } of reads) {
    const raw = valueAt(legacy?.document, path.split('.'));
    if (raw === undefined || value === undefined) continue;
    expect(sameValue(raw, value), path).toBe(true);
    read++;
  }
  return read;
}

/** Another value of the same type. */
function changed(value: BsonValue): BsonValue | undefined {
  if (typeof value === 'string') return value === '' ? undefined : `${value}9`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value instanceof Date) return new Date(value.getTime() + 1000);
  return undefined;
}

function outcomeText(gathered: Gathered): string {
  const { outcome, drawer } = differenceOf(plan, gathered, nothingStored, context, 'batch');
  const fates = outcome.documents.map(({ idText, fate, role, fault, warnings, link }) => [
    idText,
    fate,
    role,
    fault?.code,
    warnings.map(({ code }) => code),
    link && isDocument(link) ? canonicalJson(link) : null,
  ]);
  return `${drawer === undefined ? '' : canonicalJson(new BsonDocument(drawer.bytes))} ${JSON.stringify(fates)}`;
}
