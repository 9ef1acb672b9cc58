import { type Document, MongoClient, type WithId } from 'mongodb';
import { expect, test } from 'vitest';
import { drawer } from '../cli/drawer.ts';
import { cutoff, dump, workbench } from '../cli/workbench.ts';
import { freshDatabase } from '../server/database.ts';

test('verify tells what is stuck with both values masked, and its reads are reads', async () => {
  const { path, done } = await workbench();
  const database = await freshDatabase();
  const common = ['--target', database.uri, '--set', cutoff, '--out', path];
  expect((await drawer(['stage', dump, ...common])).code).toBe(0);

  const whole = await drawer(['verify', '--source', database.uri, ...common, '--json']);
  expect(whole.code).toBe(0);
  expect(JSON.parse(whole.stdout)).toMatchObject({ compared: 425, equal: 425, stuck: [], transient: [] });

  const drawers = database.db.collection('client_drawers');
  const [one] = await drawers
    .find({ 'services.training.snapshots.0': { $exists: true } })
    .limit(1)
    .toArray();
  await drawers.updateOne(
    { _id: (one as WithId<Document>)._id },
    { $set: { 'services.training.snapshots.0.trigger': 'somebody else' } },
  );
  expect(one).toBeDefined();
  const before = await commandCounts(database.uri);
  const broken = await drawer(['verify', '--source', database.uri, ...common, '--json']);
  const after = await commandCounts(database.uri);
  expect(broken.code).toBe(1);
  const told = JSON.parse(broken.stdout);
  expect(told.stuck).toHaveLength(1);
  expect(told.stuck[0]).toMatchObject({
    code: 'verify.different',
    path: 'services.training.snapshots',
    held: 'object',
    wanted: 'object',
  });
  expect(told.stuck[0].since).toMatch(/^20\d\d-/);
  expect(broken.stdout + broken.stderr).not.toContain('somebody else');
  expect(after).toEqual(before);

  await database.drop();
  await done();
}, 120_000);

/** How often the server has been asked to change something, by command. */
async function commandCounts(uri: string): Promise<unknown> {
  const client = await new MongoClient(uri).connect();
  const database = client.db();
  const top = await client.db('admin').command({ top: 1 });
  await client.close();
  const writes = Object.entries(top.totals as Record<string, Record<string, { count: number }>>)
    .filter(([name]) => name.startsWith(`${database.databaseName}.`))
    .map(([name, { insert, update, remove }]) => [name, insert?.count, update?.count, remove?.count]);
  return writes;
}
