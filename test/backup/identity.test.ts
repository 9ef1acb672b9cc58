import { ObjectId } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeBackup, restoreBackup, verifyBackup } from '../../engine/backup/index.ts';
import type { BsonValue, PlainDocument } from '../../engine/bson/index.ts';
import { idKey } from '../../engine/bson/index.ts';
import { anyDocument, commonDocument } from '../bson/arbitrary.ts';
import { absent, type Content, embedded, everythingIn, product, started, targetFolder } from './stores.ts';

const id: fc.Arbitrary<BsonValue> = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.string({ maxLength: 4 }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.double({ noNaN: true }),
  anyDocument,
);

/** Documents with ids of their own, which need not come first. */
const documents = fc
  .array(fc.tuple(id, anyDocument, fc.boolean()), { maxLength: 12 })
  .map((drawn): readonly PlainDocument[] => {
    const taken = new Map<string, PlainDocument>();
    for (const [_id, fields, first] of drawn)
      taken.set(idKey(_id), first ? { _id, ...without(fields) } : { ...without(fields), _id });
    return [...taken.values()];
  });

function without({ _id: _, ...fields }: PlainDocument): PlainDocument {
  return fields;
}

const name = fc.oneof(
  fc.constantFrom(
    'oplog',
    'prelude',
    'a/b c',
    'A',
    'a',
    'ñ€😀',
    `long ${'x'.repeat(300)}`,
    'backup.json',
    '%24',
    '..x',
  ),
  fc.constantFrom('migration_runs', 'migration_images'),
  fc.string({ minLength: 1, maxLength: 8 }),
);

const content: fc.Arbitrary<Content> = fc
  .array(fc.tuple(name, documents, fc.integer({ min: 0, max: 3 }), commonDocument), {
    minLength: 1,
    maxLength: 5,
  })
  .map((drawn) => {
    const collections = drawn
      .filter(([each]) => !/^\.|^system\.|\0|\p{Surrogate}/u.test(each))
      .map(([each, held, indexes, options]) => {
        const defined = Array.from({ length: indexes }, (_, at) => ({
          v: 2,
          key: { [`f${at}`]: at % 2 === 0 ? 1 : -1, z: 1, a: 1 },
          name: `index ${at}`,
        }));
        return [each, { documents: held, indexes: defined, options }] as const;
      });
    return Object.fromEntries([['always', { documents: [{ _id: 'one' }] }], ...collections]);
  });

test('a backup that is restored is the store that was backed up, whatever that holds', async () => {
  await fc.assert(
    fc.asyncProperty(content, async (drawn) => {
      const source = await embedded(drawn);
      const directory = absent();
      await makeBackup(source, { directory, product, started });
      expect((await verifyBackup(directory)).findings).toEqual([]);
      const target = targetFolder();
      await restoreBackup(directory, target.open, { records: true });
      expect(await target.look(everythingIn)).toEqual(await everythingIn(source));
      await source.close();
    }),
    { numRuns: 60 },
  );
});
