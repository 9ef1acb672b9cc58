import { readFileSync } from 'node:fs';
import { BSON } from 'bson';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits, type Profile, profile, remarkCodes } from '../../../engine/authoring/index.ts';
import { inspect } from '../../../engine/bson/index.ts';
import { readLibrary } from '../../contract/library.ts';
import { listedStore, type World } from '../listed-store.ts';
import { shop } from '../shop.ts';

const profiled = (world: World, showValues = false): Promise<Profile> =>
  profile({ stores: [{ name: 'shop', store: listedStore(world) }], showValues });

let facts: Profile;
beforeAll(async () => {
  facts = await profiled(shop);
});

const pathOf = (collection: string, path: string) =>
  facts.collections.find(({ name }) => name === collection)?.paths.find((one) => one.path === path);

describe('what a profile finds', () => {
  it('finds without a contract how each collection names its clients, and what dates its documents', () => {
    expect(facts.collections.map(({ name, client, date }) => [name, client?.path ?? null, date])).toEqual([
      ['empty', null, null],
      ['members', '_id', 'joined'],
      ['orders', 'member', null],
      ['visits', 'member', 'at'],
    ]);
    expect(facts.client_candidates[0]).toMatchObject({ collection: 'members', path: '_id', documents: 36 });
  });

  it('finds ids of other collections, those that lead nowhere, and logical ids that are shared', () => {
    expect(
      facts.links.map((link) => [
        link.collection,
        link.path,
        link.to,
        link.to_path,
        link.found,
        link.compared,
      ]),
    ).toEqual([
      ['orders', 'member', 'members', '_id', 2, 2],
      ['orders', 'visit', 'visits', '_id', 2, 3],
      ['visits', 'member', 'members', '_id', 9, 10],
    ]);
    expect(facts.keys.filter(({ path }) => path !== '_id')).toEqual([
      expect.objectContaining({ collection: 'members', path: 'email', repeated: 0 }),
    ]);
    expect(facts.remarks).toEqual(
      expect.arrayContaining([
        { code: 'link.dangling', collection: 'visits', place: 'member', count: 1 },
        { code: 'link.dangling', collection: 'orders', place: 'visit', count: 1 },
        { code: 'client.missing', collection: 'orders', place: 'member', count: 1 },
        { code: 'client.invalid', collection: 'orders', place: 'member', count: 1 },
        { code: 'client.unknown', collection: 'visits', place: 'members', count: 1 },
        { code: 'client.spelling', collection: '', place: '', count: 1 },
        { code: 'type.mixed', collection: 'visits', place: 'at', count: 4 },
        { code: 'date.text', collection: 'visits', place: 'at', count: 4 },
        { code: 'number.comma', collection: 'visits', place: 'weight', count: 4 },
        { code: 'number.unit', collection: 'visits', place: 'weight', count: 7 },
        { code: 'number.range', collection: 'visits', place: 'weight', count: 3 },
        { code: 'text.not_nfc', collection: 'visits', place: 'note', count: 1 },
        { code: 'text.odd_characters', collection: 'visits', place: 'note', count: 1 },
        { code: 'text.outer_space', collection: 'visits', place: 'member', count: 1 },
      ]),
    );
  });

  it('takes keys that are data for one path', () => {
    expect(pathOf('visits', 'scores.*')).toMatchObject({ documents: 20, role: 'number' });
  });

  it('tells ids with something around them, and which part is the id', async () => {
    const { links } = await profiled({
      people: [10, 11, 12].map((n) => ({ _id: `p-${n}44` })),
      boxes: [10, 11, 12].map((n) => ({ _id: `box_p-${n}44` })),
      jobs: [10, 11, 12].map((n) => ({ _id: `job_${n}44000_${n * 7}x`, of: `${n}44000` })),
      owners: [10, 11, 12].map((n) => ({ _id: `${n}44000` })),
    });
    expect(links.map(({ collection, path, to, as }) => [collection, path, to, as])).toEqual([
      ['jobs', '_id', 'owners', 'job_*_…'],
      ['jobs', 'of', 'owners', '*'],
    ]);
  });

  it('compares e-mail addresses without regard to letter case', async () => {
    const { links } = await profiled({
      people: [1, 2, 3].map((n) => ({ _id: n, email: `Uno${n}@example.test` })),
      leads: [1, 2].map((n) => ({ _id: `lead-${n}000`, contact: `uno${n}@example.test` })),
    });
    expect(links).toEqual([
      expect.objectContaining({
        collection: 'leads',
        path: 'contact',
        to: 'people',
        to_path: 'email',
        found: 2,
      }),
    ]);
  });

  it('tells each remark that it can make', async () => {
    const day = '2025-01-31';
    const { remarks } = await profiled({
      people: Array.from({ length: 9 }, (_, n) => ({
        _id: `p-100${n}`,
        born: n === 0 ? '31/01/1970' : n === 1 ? '2025-02-30' : `${day} 10:00:00`,
      })),
      notes: [1, 1, 2, 3].map((n, at) => ({
        _id: `n-${at}000`,
        user_id: `p-100${n}`,
        code: `c-${at % 3}000`,
      })),
      strangers: [{ _id: 'x' }],
    });
    expect(remarks.map(({ code, collection, count }) => [code, collection, count])).toEqual([
      ['client.unnamed', 'strangers', 1],
      ['client.several', 'notes', 1],
      ['date.impossible', 'people', 1],
      ['date.no_zone', 'people', 7],
      ['date.day_first', 'people', 1],
    ]);
  });
});

describe('what a profile shows of values', () => {
  const values = (collection: string, path: string) =>
    pathOf(collection, path)?.values.map(({ value }) => value);

  it('shows a value that three clients have, and hides it when two have', async () => {
    expect(values('visits', 'kind')).toEqual(['larga', 'corta']);
    const few = Array.from({ length: 9 }, (_, n) => ({
      _id: n,
      user_id: `u-100${n % 4}`,
      mood: n % 4 < 2 ? 'bien' : 'mal',
    }));
    const { collections } = await profiled({ few, users: [0, 1, 2, 3].map((n) => ({ _id: `u-100${n}` })) });
    const mood = collections[0]?.paths.find(({ path }) => path === 'mood');
    expect(mood).toMatchObject({ values: [], hidden: 2 });
  });

  it('does not show a name that many clients share', async () => {
    const people = Array.from({ length: 9 }, (_, n) => ({ _id: `u-100${n}`, nombre: 'Ana', city: 'Vigo' }));
    const notes = people.map(({ _id }, n) => ({ _id: n, user_id: _id }));
    const { collections } = await profiled({ people, notes });
    const shown = (path: string) =>
      collections.find(({ name }) => name === 'people')?.paths.find((one) => one.path === path)?.values;
    expect(shown('nombre')).toEqual([]);
    expect(shown('city')).toEqual([{ value: 'Vigo', type: 'string', count: 9 }]);
  });

  it('never shows names, addresses, ids, dates or texts of many kinds, unless it is asked for', async () => {
    for (const [collection, path] of [
      ['members', 'name'],
      ['members', 'email'],
      ['members', '_id'],
      ['visits', 'member'],
      ['visits', 'at'],
    ] as const)
      expect(values(collection, path)).toEqual([]);
    const text = JSON.stringify(facts);
    for (const secret of ['Inventada', '@example', 'm-1000', 'A-1001', 'cafe'])
      expect(text).not.toContain(secret);
    const shown = JSON.stringify(await profiled(shop, true));
    for (const secret of ['Inventada', '@example', 'm-1000', 'A-1001']) expect(shown).toContain(secret);
  });
});

describe('what a profile remarks on beside', () => {
  it('content that is not sound, paths beyond the limit, drawers that would be too large, shared ids', async () => {
    const bytes = Buffer.from(BSON.serialize({ _id: 'p-1000', name: 'aXb', at: new Date(0) }));
    bytes[bytes.indexOf('aXb') + 1] = 0xff;
    const damaged = listedStore({});
    const big = 'x'.repeat(8 << 20);
    const store = {
      ...listedStore({
        users: [{ _id: 'p-1000' }, { _id: 'p-1001' }, { _id: 'p-1001' }],
        visits: [1, 2].map((n) => ({ _id: n, user_id: 'p-1000', big })),
      }),
    };
    const both = {
      ...store,
      collections: async () => [...(await store.collections()), { name: 'odd' }],
      scan: (name: string) =>
        name === 'odd'
          ? {
              ...damaged.scan('x'),
              [Symbol.asyncIterator]: async function* () {
                yield [{ bytes, faults: inspect(bytes).faults }];
              },
            }
          : store.scan(name),
    };
    const { remarks } = await profile({
      stores: [{ name: 's', store: both }],
      showValues: false,
      limits: { ...defaultLimits, paths: 2 },
    });
    expect(remarks).toEqual(
      expect.arrayContaining([
        { code: 'document.unsound', collection: 'odd', place: 'text.invalid', count: 1 },
        { code: 'key.repeated', collection: 'users', place: '_id', count: 2 },
        { code: 'drawer.too_large', collection: '', place: '', count: 1 },
        { code: 'path.truncated', collection: 'visits', place: '', count: 1 },
      ]),
    );
  });

  it('paths that the contract does not declare', async () => {
    const { contract } = readLibrary();
    const { remarks, collections, clients } = await profile({
      stores: [
        {
          name: 's',
          store: listedStore({
            cards: [{ _id: 1, member: 7, address: { street: 'x', door: 3 }, colour: 'red' }],
            mostrador: [{ _id: 2, member: ' 7 ' }],
          }),
        },
      ],
      contract: contract!,
      showValues: false,
    });
    expect(remarks.filter(({ code }) => code === 'path.undeclared')).toEqual([
      { code: 'path.undeclared', collection: 'cards', place: 'address.door', count: 1 },
      { code: 'path.undeclared', collection: 'cards', place: 'colour', count: 1 },
    ]);
    expect(collections.map(({ name, client, date }) => [name, client, date])).toEqual([
      ['cards', { path: 'member', basis: 'contract' }, 'issued_at'],
      ['mostrador', { path: 'member', basis: 'contract' }, 'issued_at'],
    ]);
    expect(clients).toMatchObject({ basis: 'contract', total: { count: 1 }, several_spellings: 1 });
  });

  it('has an example of every remark in these tests', () => {
    const text = readFileSync(import.meta.filename, 'utf8');
    expect(remarkCodes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });
});
