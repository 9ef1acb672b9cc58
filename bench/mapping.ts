import { isDeepStrictEqual } from 'node:util';
import { BsonDocument, type BsonValue } from '../engine/bson/index.ts';
import { mapByHand } from './by-hand.ts';
import { benchContract, benchParameters } from './contract.ts';
import { documentsOf } from './documents.ts';
import { generateDump, inScratch } from './dump.ts';
import { fieldExpressions, noEffects } from './leaves.ts';
import { forLibrary } from './library.ts';
import { measure } from './measure.ts';
import { plainOf } from './plain.ts';
import type { Figures } from './report.ts';

/** What the comparison of mappings is to work on. */
export interface MappingOrder {
  readonly documents: number;
  readonly rounds: number;
}

interface Item {
  readonly bytes: Uint8Array;
  /** The document with every level decoded already. */
  readonly decoded: BsonDocument;
  readonly plain: unknown;
  readonly scope: Readonly<Record<string, unknown>>;
  readonly plainScope: Record<string, unknown>;
}

const now = new Date('2025-06-01T10:00:00.000Z');

/**
 * The questionnaire mapping's field expressions on generated questionnaires: by the JSONata library, by the compiled
 * contract, and by hand. Throws when their values differ.
 */
export async function compareMappings(order: MappingOrder): Promise<Figures> {
  const { contract, plan } = await benchContract();
  const source = 'nutrition_questionnaire_submissions';
  const raw = await inScratch(async (folder) =>
    documentsOf(plan, await generateDump(folder, order.documents * 6), source, order.documents),
  );
  const run = { id: 'bench', now, parameters: benchParameters(plan) };
  const items = raw.map((bytes): Item => itemOf(bytes, run));
  const fields = fieldExpressions(plan, 'questionnaires');
  const asks = await forLibrary(
    contract,
    fields.map(({ text }) => text),
  );
  const computations = fields.map(({ computation }) => computation);

  const compiled = (input: unknown, scope: Item['scope']): unknown[] =>
    computations.map((computation) => computation.run(input, scope, now, noEffects));
  const library = async (item: Item): Promise<unknown[]> => {
    const values: unknown[] = [];
    for (const ask of asks) values.push(await ask(item.plain, item.plainScope));
    return values;
  };
  const byHand = (item: Item) => mapByHand(item.plain as never, item.plainScope.date);

  for (const item of items) {
    const wanted = comparable(await library(item));
    const labels = fields.map(({ label }) => label);
    assertSame('compiled', labels, wanted, comparable(compiled(item.plain, item.plainScope)));
    assertSame(
      'compiled from bytes',
      labels,
      wanted,
      comparable(compiled(new BsonDocument(item.bytes), item.scope)),
    );
    const hand = byHand(item);
    assertSame('by hand', labels, wanted, comparable(labels.map((label) => at(hand, label))));
  }

  const timings = await measure(
    [
      {
        name: 'JSONata library 2.2.2, plain input, awaited one by one',
        run: async () => {
          for (const item of items) await library(item);
        },
      },
      {
        name: 'compiled contract, decoded documents (as the engine gives them)',
        run: () => {
          for (const item of items) compiled(item.decoded, item.scope);
        },
      },
      {
        name: 'compiled contract, plain input',
        run: () => {
          for (const item of items) compiled(item.plain, item.plainScope);
        },
      },
      {
        name: 'compiled contract, from bytes (decoding included)',
        run: () => {
          for (const item of items) compiled(new BsonDocument(item.bytes), item.scope);
        },
      },
      {
        name: 'hand-written TypeScript, plain input',
        run: () => {
          for (const item of items) byHand(item);
        },
      },
      {
        name: 'hand-written TypeScript, from bytes (decoding included)',
        run: () => {
          for (const item of items) {
            const plain = plainOf(new BsonDocument(item.bytes)) as { submitted_at?: unknown };
            mapByHand(plain as never, plain.submitted_at);
          }
        },
      },
    ],
    { items: items.length, rounds: order.rounds, warmup: 3 },
  );
  const speedup = timings[1]?.speedup ?? Number.NaN;
  return {
    title: `mapping: ${fields.length} expressions on ${items.length} questionnaires, microseconds per document`,
    timings,
    facts: { documents: items.length, expressions: fields.length, rounds: order.rounds },
    targets: [
      {
        name: 'faster than the JSONata library, both on decoded documents',
        wanted: '>= 10',
        found: speedup,
        met: speedup >= 10,
      },
    ],
  };
}

function itemOf(bytes: Uint8Array, run: Readonly<Record<string, unknown>>): Item {
  const document = new BsonDocument(bytes);
  const plain = plainOf(document);
  const date = document.fields().submitted_at;
  const known = { client: 'bench', id: 'bench', source: 0, rank: 1 };
  return {
    bytes,
    decoded: document,
    plain,
    scope: { ...known, date, run, drawer: {}, sound: {}, landed: {}, out: {} },
    plainScope: {
      ...known,
      date: date === undefined ? undefined : plainOf(date),
      run: plainOf(run as BsonValue),
      drawer: {},
      sound: {},
      landed: {},
      out: {},
    },
  };
}

/** Values without the classes of BSON and the flags of the library's lists. */
function comparable(values: readonly unknown[]): readonly unknown[] {
  return values.map((value) => (value === undefined ? undefined : plainOf(value as BsonValue)));
}

function at(tree: unknown, label: string): unknown {
  let value = tree;
  for (const name of label.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  return value;
}

function assertSame(
  who: string,
  labels: readonly string[],
  wanted: readonly unknown[],
  found: readonly unknown[],
): void {
  labels.forEach((label, index) => {
    if (!isDeepStrictEqual(found[index], wanted[index]))
      throw new Error(`${who}: another value than the library's at ${label}`);
  });
}
