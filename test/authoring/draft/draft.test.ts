import { BSON, type Document, Double, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftContract, type Profile, passes, profile } from '../../../engine/authoring/index.ts';
import { BsonDocument, canonicalJson, idText } from '../../../engine/bson/index.ts';
import { compilePlan, readContract } from '../../../engine/contract/index.ts';
import { engineAnswer } from '../../property/engine.ts';
import { listedStore, type World } from '../listed-store.ts';
import { shop } from '../shop.ts';

const profiled = (world: World): Promise<Profile> =>
  profile({ stores: [{ name: 'w', store: listedStore(world) }], showValues: false });

const request = { name: 'tienda', version: '1.0.0', lang: 'es' } as const;

async function drafted(world: World, lang: 'es' | 'en' = 'es') {
  const files = draftContract(await profiled(world), { ...request, lang });
  if (files === undefined) return undefined;
  const { contract, findings, cases } = readContract(files, 'tienda/1.0.0');
  return { files, contract, findings, cases };
}

const odd = fc.constantFrom(
  'plain',
  'and',
  'in',
  'x-y',
  'a.b',
  '$set',
  'ñandú',
  '😀',
  "it's",
  '"q"',
  'legacy_id',
  'client_id',
  'null',
  'yes',
  '__proto__',
  'constructor',
  '',
  ' ',
  'a[]',
  '#c',
  'k: v',
  '12345',
  '*',
  'function',
  'date',
  '`',
);
const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    'alta',
    'baja',
    '',
    null,
    true,
    3,
    new Double(2),
    Long.fromNumber(5),
    'a: b # c',
    "o'x",
  ),
  fc.constantFrom<unknown>(new Date(0), new ObjectId('0'.repeat(24)), -0.5, 'línea\nlínea', '🙂'),
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(odd, scalar, { maxKeys: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.dictionary(odd, scalar, { maxKeys: 2 }), { maxLength: 2 }) },
);
const documents = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.dictionary(odd, value, { maxKeys: 4 })), {
    maxLength: 8,
  })
  .map((all): Document[] =>
    all.map(([client, rest], n) =>
      Object.assign(Object.create(null), { _id: `d-${n}000`, user_id: `u-${client}000` }, rest),
    ),
  );
const worlds: fc.Arbitrary<World> = fc.record({ drawer: documents, 'visits.old': documents });

describe('a drafted contract', () => {
  it('has nothing to find, its case passes, and it takes every document of the census as it is', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const draft = await drafted(world);
        if (Object.values(world).every((all) => all.length === 0)) return;
        expect(draft?.findings).toEqual([]);
        const plan = compilePlan(draft!.contract!);
        for (const one of draft!.cases) expect(passes(plan, one)).toBe(true);
        const bytes = (each: Document) => Buffer.from(BSON.serialize(each));
        const dataset = Object.fromEntries(
          plan.sources.map(({ name, collection }) => [name, (world[collection] ?? []).map(bytes)]),
        );
        const answer = engineAnswer(plan, dataset as never, '2030-01-01T00:00:00Z');
        const drawers = new Map(
          answer.drawers.map((line) => [JSON.parse(line)._id as string, JSON.parse(line)] as const),
        );
        for (const source of plan.sources) {
          for (const each of world[source.collection] ?? []) {
            const document = new BsonDocument(bytes(each));
            const id = idText(document.get('_id')!);
            const told = answer.documents[source.name]?.[canonicalJson(document.get('_id')!)];
            if (source.client.text !== 'user_id') continue;
            expect(told).toMatchObject({ disposition: 'migrated' });
            const elements = drawers.get(`client_${each.user_id}`)?.[source.name] as Record<
              string,
              unknown
            >[];
            const element = elements.find((one) => Object.values(one).includes(id));
            for (const [name, field] of Object.entries(document.fields())) {
              if (['_id', '__proto__', 'constructor', '', '12345'].includes(name) || /[.$`]/.test(name))
                continue;
              moved += 1;
              expect(element?.[name]).toEqual(JSON.parse(canonicalJson(field)));
            }
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(moved).toBeGreaterThan(500);
  });

  it.each(['es', 'en'] as const)('of the invented shop: %s', async (lang) => {
    const draft = await drafted(shop, lang);
    expect(draft?.findings).toEqual([]);
    expect([...draft!.files.keys()]).toEqual([
      'contract.yaml',
      'mappings/01-members.yaml',
      'schemas/members.yaml',
      'mappings/02-orders.yaml',
      'schemas/orders.yaml',
      'mappings/03-visits.yaml',
      'schemas/visits.yaml',
      'schemas/drawer.yaml',
      'policy.yaml',
      'cases/01-ejemplo.yaml',
    ]);
    const all = [...draft!.files.values()].join('\n');
    expect(all).toContain(lang === 'es' ? 'POR CONFIRMAR' : 'TO BE CONFIRMED');
    expect(draft!.files.get('schemas/visits.yaml')).toContain(
      'kind: { bsonType: string, enum: [ corta, larga ] }',
    );
    for (const secret of ['Inventada', '@example', 'm-1000', 'A-1001']) expect(all).not.toContain(secret);
  });

  it('lists no words that few clients have, and no lone one', async () => {
    const draft = await drafted({
      users: [0, 1, 2, 3, 4, 5, 6, 7].map((n) => ({
        _id: `u-${n}000`,
        rare: n === 0 ? 'secreto' : n % 2 === 0 ? 'a' : 'b',
        lone: 'igual',
        both: n % 2 === 0 ? 'a' : 'b',
      })),
      notes: [0, 1, 2].map((n) => ({ _id: n, user_id: `u-${n}000` })),
    });
    const schema = draft?.files.get('schemas/users.yaml') ?? '';
    expect(schema).toContain('both: { bsonType: string, enum: [ a, b ] }');
    expect(schema).toContain('rare: { bsonType: string }');
    expect(schema).toContain('lone: { bsonType: string }');
  });

  it('is not made when no document names a client', async () => {
    expect(await drafted({ things: [{ _id: 1, size: 2 }] })).toBeUndefined();
  });
});
