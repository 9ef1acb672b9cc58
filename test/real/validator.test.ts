import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Double, Long, ObjectId } from 'bson';
import { describe, expect, test } from 'vitest';
import { BsonDocument, encode, type PlainDocument } from '../../engine/bson/index.ts';
import { serverSchema } from '../../engine/contract/index.ts';
import { readShape } from '../../engine/contract/plan/shape.ts';
import { compileValidator } from '../../engine/contract/plan/validator.ts';
import { prepareTarget } from '../../engine/migration/index.ts';
import { openTarget } from '../../engine/stores/index.ts';
import { inside } from '../cli/inside.ts';
import { changedContract, contractFolder, cutoff, dump, workbench } from '../cli/workbench.ts';
import { planOf, scratch, stageInto } from '../rehearsal/staging.ts';
import { type FreshDatabase, freshDatabase } from '../server/database.ts';

async function onDatabase(work: (database: FreshDatabase) => Promise<void>): Promise<void> {
  const database = await freshDatabase();
  try {
    await work(database);
  } finally {
    await database.drop();
  }
}

/** Schemas of one field `v`, and values for it. */
const schemas: readonly object[] = [
  {},
  { bsonType: 'string', minLength: 2, maxLength: 3 },
  { pattern: '^a[0-9]+' },
  { bsonType: ['int', 'null'] },
  { type: 'number' },
  { bsonType: 'int', minimum: 2, exclusiveMaximum: 7 },
  { bsonType: 'int', multipleOf: 3 },
  { bsonType: 'double', minimum: 0 },
  { enum: ['a', 1, null, true] },
  { const: 1 },
  { bsonType: 'array', minItems: 1, items: { bsonType: 'int' } },
  { prefixItems: [{ bsonType: 'int' }, { bsonType: 'string' }], minItems: 2, items: false },
  { required: ['a'], additionalProperties: false, properties: { a: { bsonType: 'int' } } },
  { patternProperties: { '^x': { bsonType: 'int' } }, additionalProperties: { bsonType: 'string' } },
  { dependentRequired: { a: ['b'] }, minProperties: 1, maxProperties: 2 },
  { anyOf: [{ bsonType: 'int' }, { required: ['a'] }] },
  { allOf: [{ $ref: '#/$defs/d' }, { minimum: 3 }] },
  { not: { required: ['a'] } },
  { oneOf: [{ bsonType: 'int' }, { minimum: 1 }] },
  { uniqueItems: true },
];
const values: readonly PlainDocument['v'][] = [
  undefined as never,
  null,
  'a',
  'a1',
  'b12',
  'éñ',
  '👍🏽',
  '👍👍👍',
  0,
  1,
  3,
  6,
  7,
  2.5,
  new Double(1),
  new Double(-1),
  Long.fromNumber(3),
  true,
  new Date(0),
  new ObjectId('64b000000000000000000001'),
  [],
  [1],
  [1, 'a'],
  [1, 'a', 2],
  [1, new Double(1)],
  {},
  { a: 1 },
  { a: 1, b: 'x' },
  { a: 'x', x1: 1 },
  { x1: 1, other: 'y' },
];

describe('the validator of a server', () => {
  test('takes everything that the contract takes, and less of the rest than without it', () =>
    onDatabase(async ({ db }) => {
      let [both, server] = [0, 0];
      for (const [at, field] of schemas.entries()) {
        const schema = { $defs: { d: { bsonType: 'int' } }, properties: { v: field } };
        const check = compileValidator(schema, readShape(schema));
        const { schema: said } = serverSchema(schema);
        const name = `c${at}`;
        await db.createCollection(name, { validator: { $jsonSchema: said } });
        for (const [number, v] of values.entries()) {
          const document = v === undefined ? { _id: number } : { _id: number, v };
          const ours = check(new BsonDocument(encode(document as PlainDocument))) === undefined;
          const theirs = await db
            .collection<{ _id: number }>(name)
            .insertOne(document as { _id: number })
            .then(() => true)
            .catch(() => false);
          if (ours) expect({ field, v, theirs }).toEqual({ field, v, theirs: true });
          if (!ours && !theirs) both++;
          if (!ours && theirs) server++;
        }
      }
      expect(both).toBeGreaterThan(150);
      // What is left to the contract: negations, wrapped numbers, fields of what is no object.
      expect(server).toBeLessThan(both);
    }));

  test('is made by init once, on nothing but the drawers’ collection, and drift of it is told', () =>
    onDatabase(async ({ db, uri }) => {
      const { path, done } = await workbench();
      await inside(['restore', dump, '--target', uri]);
      const digests = async () => {
        const found: Record<string, string> = {};
        for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
          if (name === 'client_drawers' || name.startsWith('migration_')) continue;
          const hash = createHash('sha256');
          for (const index of await db.collection(name).indexes()) hash.update(JSON.stringify(index));
          for await (const bytes of db.collection(name).find({}, { raw: true }).sort({ _id: 1 }))
            hash.update(bytes as unknown as Uint8Array);
          found[name] = hash.digest('hex');
        }
        return found;
      };
      const before = await digests();
      expect(Object.keys(before)).toHaveLength(6);
      const init = (...more: readonly string[]) =>
        inside(['init', '--target', uri, '--env', 'staging', ...more]);
      const first = await init();
      expect(first.stdout).toMatch(
        /^client_drawers: created, 4 indexes, staging\nvalidator: logs what the schema of the contract does not take, and lets it in\n$/,
      );
      expect(first.code).toBe(0);
      expect(await digests()).toEqual(before);
      const again = await init('--json');
      expect(JSON.parse(again.stdout)).toMatchObject({
        created: false,
        validator: { action: 'warn', omitted: [] },
        drift: [],
      });
      expect(again.code).toBe(0);
      const strict = await changedContract(path, 'policy.yaml', [
        'unread: report',
        'unread: report\nvalidator: error',
      ]);
      expect(JSON.parse((await init('--json', '--contract', strict)).stdout).drift).toEqual([
        { code: 'validator.differs', message: 'the validator of the collection says something else' },
      ]);
      await db.command({ collMod: 'client_drawers', validator: {} });
      await db.collection('client_drawers').dropIndex('user_id_1');
      const drifted = await init();
      expect(drifted.stdout).toContain('[validator.missing]');
      expect(drifted.stdout).toContain('[index.missing]');
      expect(drifted.code).toBe(1);
      expect(await digests()).toEqual(before);
      await done();
    }));

  test('takes every drawer of the contract where it refuses others', () =>
    onDatabase(async ({ db, uri }) => {
      const { path, done } = await scratch();
      const plan = await planOf(contractFolder);
      const target = await openTarget(uri, { create: true });
      const strict = { ...plan, policy: { ...plan.policy, validator: 'error' as const } };
      const parameters = { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' };
      const { result } = await stageInto(strict, 'fixtures/dump', target, path, { parameters });
      expect(result.verification).toMatchObject({ different: 0, missing: 0 });
      expect((await prepareTarget(strict, target)).drift).toEqual([]);
      const wrong = { _id: 'client_x', user_id: 'x', profile: {} } as object;
      await expect(db.collection('client_drawers').insertOne(wrong)).rejects.toMatchObject({ code: 121 });
      await target.close();
      await done();
    }));

  test('that refuses a write ends an apply with 4; once it lets it pass, apply goes on and ends the same', () =>
    onDatabase(async ({ db, uri }) => {
      const { path, done } = await workbench();
      await inside(['restore', dump, '--target', uri]);
      await inside(['init', '--target', uri, '--env', 'staging']);
      const validator = { profile: { $exists: true }, _id: { $not: /7$/ } };
      await db.command({ collMod: 'client_drawers', validator, validationAction: 'error' });
      const words = [
        '--source',
        uri,
        '--target',
        uri,
        '--set',
        cutoff,
        '--out',
        join(path, 'out'),
        '--batch',
        '20',
      ];
      const stopped = await inside(['apply', ...words, '--json']);
      expect(JSON.parse(stopped.stdout).error).toMatchObject({ code: 'store.refused' });
      expect(stopped.code).toBe(4);
      const half = await db.collection('client_drawers').countDocuments();
      await db.command({ collMod: 'client_drawers', validator: {} });
      const resumed = await inside(['apply', ...words, '--json']);
      expect(JSON.parse(resumed.stdout)).toMatchObject({ command: 'apply', resumed: true });
      expect(await db.collection('client_drawers').countDocuments()).toBeGreaterThan(half);
      const verified = await inside(['verify', ...words.slice(0, 8), '--json']);
      expect(JSON.parse(verified.stdout)).toMatchObject({ different: 0, missing: 0 });
      expect(await db.collection('migration_runs').countDocuments()).toBe(1);
      await done();
    }));
});
