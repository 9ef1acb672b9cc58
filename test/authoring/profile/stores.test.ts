import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nameStores, type Profile, profile } from '../../../engine/authoring/index.ts';
import { BsonDocument } from '../../../engine/bson/index.ts';
import {
  openEmbedded,
  openSource,
  type SourceStore,
  type TargetStore,
} from '../../../engine/stores/index.ts';
import { withDatabase } from '../../real/database-of-test.ts';

let folder: string;
let fromDump: Profile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profile-'));
  fromDump = await profiled(await openSource('fixtures/dump'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function profiled(store: SourceStore): Promise<Profile> {
  return profile({ stores: nameStores([store]), showValues: false });
}

/** Everything but where the documents came from. */
function findings({ stores: _, notices: __, collections, ...facts }: Profile) {
  return { ...facts, collections: collections.map(({ store: ___, ...rest }) => rest) };
}

async function copyInto(target: TargetStore): Promise<void> {
  const dump = await openSource('fixtures/dump');
  for (const { name } of await dump.collections()) {
    await target.ensure(name, []);
    for await (const batch of dump.scan(name)) {
      await target.write(
        batch.map(({ bytes }) => ({
          kind: 'insert' as const,
          collection: name,
          id: new BsonDocument(bytes).get('_id') ?? null,
          document: bytes,
        })),
      );
    }
  }
}

it('is the same of an embedded store', async () => {
  const store = await openEmbedded(join(folder, 'copy'), { create: true });
  await copyInto(store);
  expect(findings(await profiled(store))).toEqual(findings(fromDump));
  await store.close();
});

it('is the same of a MongoDB database', async () => {
  await withDatabase(async (store) => {
    await copyInto(store);
    expect(findings(await profiled(store))).toEqual(findings(fromDump));
  });
});

it('finds what the shipped dump is made of', () => {
  expect(fromDump.collections.map(({ name, client, date }) => [name, client?.path ?? null, date])).toEqual([
    ['followup_submissions', 'user_id', 'submission_date'],
    ['nutrition_plans', 'user_id', 'generated_at'],
    ['nutrition_questionnaire_submissions', 'user_id', 'submitted_at'],
    ['questionnaire_responses', 'user_id', 'submitted_at'],
    ['training_plans', 'user_id', 'generated_at'],
    ['users', '_id', 'created_at'],
  ]);
});

it('names several stores by their databases and folders, and tells apart what has one name', () => {
  const store = (label: string) => ({ label }) as SourceStore;
  const names = nameStores(
    ['dumps/a/web', 'mongodb://***@h:1/app?replicaSet=r', 'embedded:out/web/', 'embedded:box'].map(store),
  );
  expect(names.map(({ name }) => name)).toEqual(['web#1', 'app', 'web#3', 'box']);
});
