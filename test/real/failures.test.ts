import { serialize } from 'bson';
import { describe, expect, test } from 'vitest';
import { openSource, openTarget } from '../../engine/stores/index.ts';
import { drawer, stackTrace } from '../cli/drawer.ts';
import { freshDatabase } from '../server/database.ts';
import { startProxy } from '../server/proxy.ts';
import { startReplicaSet } from '../server/replica-set.ts';
import { withDatabase } from './database-of-test.ts';

const secret = 'hunter2secret';

describe('a server that cannot be used', () => {
  test.each([
    ['no database in the URI', 'mongodb://127.0.0.1:1/', 'store.missing'],
    ['no URI at all', 'mongodb://', 'store.missing'],
    ['options that nobody knows', 'mongodb://127.0.0.1:1/db?nonsense=1', 'store.missing'],
    [
      'nobody at that port',
      `mongodb://somebody:${secret}@127.0.0.1:1/db?serverSelectionTimeoutMS=300`,
      'store.unreachable',
    ],
  ])('%s', async (_, uri, code) => {
    const ended = await drawer(['runs', '--target', uri, '--json']);
    expect(ended.code).toBe(4);
    expect(JSON.parse(ended.stdout).error.code).toBe(code);
    expect(ended.stdout + ended.stderr).not.toContain(secret);
    expect(ended.stderr).not.toMatch(stackTrace);
  });

  test('a user whom it does not know', async () => {
    const database = await freshDatabase();
    const uri = database.uri.replace('mongodb://', `mongodb://somebody:${secret}@`);
    const ended = await drawer(['runs', '--target', uri, '--json']);
    expect(ended.code).toBe(4);
    expect(JSON.parse(ended.stdout).error.code).toBe('store.denied');
    expect(ended.stdout + ended.stderr).not.toContain(secret);
    await database.drop();
  });
});

describe('a database with more than collections', () => {
  test('says which views and time series are left out', async () => {
    const database = await freshDatabase();
    await database.db.createCollection('real');
    await database.db.createCollection('view', { viewOn: 'real', pipeline: [] });
    await database.db.createCollection('series', { timeseries: { timeField: 'at' } });
    const source = await openSource(database.uri);
    expect((await source.collections()).map(({ name }) => name)).toEqual(['real']);
    const codes = source.notices.map(({ code }) => code).toSorted();
    expect(codes).toEqual(['collection.timeseries', 'collection.view']);
    await source.close();
    await database.drop();
  });
});

describe('a validator that refuses', () => {
  test('is told with the document, and nothing of the bulk is written', async () => {
    await withDatabase(async (target) => {
      const database = { validator: { text: { $exists: true } } };
      await target.ensure('c', [], database);
      const document = (id: string, fields: object) => Buffer.from(serialize({ _id: id, ...fields }));
      const writing = target.write([
        { kind: 'insert', collection: 'c', id: 'a', document: document('a', { text: 'fine' }) },
        { kind: 'insert', collection: 'c', id: 'b', document: document('b', { other: 1 }) },
      ]);
      await expect(writing).rejects.toMatchObject({
        code: 'store.refused',
        message: expect.stringContaining('b of c'),
      });
      expect(await target.count('c')).toBe(0);
    });
  });
});

describe('a server that fails in the middle', () => {
  test('is asked again until what was to be written is there, once', async () => {
    const database = await freshDatabase();
    const target = await openTarget(database.uri, { create: true });
    const admin = database.client.db('admin');
    for (const [commands, failure] of [
      [['insert'], { errorCode: 112, errorLabels: ['TransientTransactionError'] }],
      [['insert'], { closeConnection: true }],
      [['commitTransaction'], { closeConnection: true }],
      [['commitTransaction'], { errorCode: 91, errorLabels: ['UnknownTransactionCommitResult'] }],
      [['find'], { errorCode: 11602 }],
    ] as const) {
      const name = `c${commands.join()}${JSON.stringify(failure).length}`;
      await target.ensure(name, []);
      const data = { failCommands: commands, appName: 'drawer', ...failure };
      await admin.command({ configureFailPoint: 'failCommand', mode: { times: 1 }, data });
      const document = Buffer.from(serialize({ _id: 'a', name }));
      const results = await target.write([{ kind: 'insert', collection: name, id: 'a', document }]);
      expect(results, name).toEqual(['written']);
      expect(await target.read(name, ['a']), name).toEqual([document]);
      await admin.command({ configureFailPoint: 'failCommand', mode: 'off' });
    }
    await target.close();
    await database.drop();
  });
});

test('a commit that was applied and never acknowledged is found out, not done twice', async () => {
  const set = await startReplicaSet({ nodes: 1 });
  const proxy = await startProxy(set.hosts[0] as string);
  const target = await openTarget(set.directUri('db', {}, proxy.host), { create: true });
  await target.ensure('c', []);
  const document = Buffer.from(serialize({ _id: 'a', text: 'once' }));
  const cut = proxy.cutAfter(0, 'fromServer', 'commitTransaction');
  const results = await target.write([{ kind: 'insert', collection: 'c', id: 'a', document }]);
  expect(await cut).toBe(true);
  expect(results).toEqual(['written']);
  expect(await target.read('c', ['a'])).toEqual([document]);
  await target.close();
  await proxy.close();
  await set.stop();
}, 120_000);
