import { BSON, EJSON } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutoff, datasets, dossiers } from './arbitraries.ts';
import { afterRun, collections, type Dataset, decode, encode, extendedJson, migrate } from './index.ts';

const runs = { numRuns: 300 };

test('decoding and encoding give back every byte', () => {
  const seen = { documents: 0 };
  fc.assert(
    fc.property(datasets(), ({ documents }) => {
      for (const bytes of collections.flatMap((collection) => documents[collection])) {
        expect(encode(decode(bytes)).equals(bytes)).toBe(true);
        seen.documents += 1;
      }
    }),
    runs,
  );
  expect(seen.documents).toBeGreaterThan(1000);
});

test('extended JSON is what the bson package writes', () => {
  fc.assert(
    fc.property(dossiers({ hostileNames: false }), ({ documents }) => {
      for (const bytes of collections.flatMap((collection) => documents[collection])) {
        const promoted = BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true });
        const ours = JSON.parse(extendedJson({ type: 'object', fields: decode(bytes) }, false));
        expect(ours).toStrictEqual(JSON.parse(EJSON.stringify(promoted, { relaxed: false })));
      }
    }),
    runs,
  );
});

test('every document has one disposition and the totals add up', () => {
  fc.assert(
    fc.property(datasets(), ({ documents }) => {
      const { key } = migrate(documents, cutoff);
      for (const collection of collections) {
        const { total, ...dispositions } = key.totals[collection];
        expect(total).toBe(documents[collection].length);
        expect(Object.values(dispositions).reduce((sum, count) => sum + count, 0)).toBe(total);
        expect(Object.keys(key.documents[collection])).toHaveLength(total);
      }
    }),
    runs,
  );
});

test('the order in which documents are stored changes nothing', () => {
  fc.assert(
    fc.property(datasets(), ({ documents }) => {
      const reversed = Object.fromEntries(
        collections.map((collection) => [collection, [...documents[collection]].reverse()]),
      ) as unknown as Dataset;
      const [one, other] = [migrate(documents, cutoff), migrate(reversed, cutoff)];
      expect(other.drawers).toStrictEqual(one.drawers);
      expect(other.key).toEqual(one.key);
    }),
    runs,
  );
});

test('a second run finds everything in place and changes no drawer', () => {
  const seen = { landed: 0 };
  fc.assert(
    fc.property(datasets(), (dataset) => {
      const { documents, target, first } = afterRun(dataset.documents, cutoff);
      const second = migrate(documents, cutoff, target);
      expect(second.drawers).toStrictEqual(first.drawers);
      for (const collection of collections) {
        const { migrated, ...others } = first.key.totals[collection];
        expect(second.key.totals[collection]).toStrictEqual({
          ...others,
          migrated: 0,
          already_present: migrated,
        });
        seen.landed += migrated;
      }
      expect(second.links).toStrictEqual(first.links);
    }),
    runs,
  );
  expect(seen.landed).toBeGreaterThan(500);
});
