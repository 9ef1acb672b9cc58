import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { currentHolder, openMongo, StoreFailure, type TargetStore } from '../../engine/stores/index.ts';
import { type ReplicaSet, startReplicaSet } from '../server/replica-set.ts';
import { documentOf, everything, insert } from './conformance.ts';
import { taken } from './mongodb-bench.ts';

describe('a user and a password', () => {
  let guarded: ReplicaSet;
  beforeAll(async () => {
    guarded = await startReplicaSet({ nodes: 1, auth: true });
    await guarded.admin((admin) =>
      admin.command({
        createUser: 'reader',
        pwd: 'only-reads',
        roles: [{ role: 'read', db: 'secured' }],
      }),
    );
  });
  afterAll(() => guarded?.stop());
  const open: TargetStore[] = [];
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
  });

  const as = (user: string, password: string, parameters = ''): string =>
    `mongodb://${user}:${encodeURIComponent(password)}@${guarded.hosts[0]}/secured?authSource=admin${parameters}`;

  it('are let in where they are right', async () => {
    const store = await openMongo(guarded.uri('secured'), { create: true });
    open.push(store);
    expect(await store.write([insert('c', 'a')], await taken(store))).toEqual(['written']);
    const scratch = await store.scratch();
    await scratch.write([insert('c', 'a')]);
    await scratch.discard();
  });

  it.each([
    ['wrong', () => as('tester', 'wr%ng:p@ss/word')],
    ['those of nobody', () => as('nobody-known', 'any-password')],
    ['missing', () => `mongodb://${guarded.hosts[0]}/secured`],
  ])('are denied where they are %s', async (_, uri) => {
    const failure = await failureOf(() => openMongo(uri(), { create: true }));
    expect(failure).toMatchObject({ code: 'store.denied', place: `mongodb://${guarded.hosts[0]}/secured` });
    expectNoSecrets(failure, [
      'tester',
      'wr%ng:p@ss/word',
      encodeURIComponent('wr%ng:p@ss/word'),
      'nobody-known',
    ]);
  });

  it('that may only read can read and not write', async () => {
    const owner = await openMongo(guarded.uri('secured'), { create: true });
    open.push(owner);
    await owner.write([insert('read', 'a')]);
    const store = await openMongo(as('reader', 'only-reads'), { create: false, readOnly: true });
    open.push(store);
    expect(await everything(store.list('read'))).toEqual([documentOf('a')]);
    const writer = await openMongo(as('reader', 'only-reads'), { create: false });
    open.push(writer);
    const doings = [
      () => writer.write([insert('read', 'b')]),
      () => writer.write([insert('new', 'b')]),
      () => writer.ensure('other', []),
      () => writer.drop('read'),
      () => writer.rename('read', 'write'),
      () => writer.lease('other#0', currentHolder('run-1')),
    ];
    for (const doing of doings) {
      const failure = await failureOf(doing, String(doing));
      expect(failure).toMatchObject({ code: 'store.denied' });
      expectNoSecrets(failure, ['only-reads']);
    }
    expect(await everything(store.list('read'))).toEqual([documentOf('a')]);
  });

  it('are never told, whatever fails', async () => {
    const secret = 's3cr%t/with:all@signs';
    const options = '&serverSelectionTimeoutMS=200';
    const written = encodeURIComponent(secret);
    const uris = [
      `mongodb://owner:${written}@127.0.0.1:1/db?authSource=admin${options}`,
      `mongodb://owner:${written}@no.such.host.invalid/db?authSource=admin${options}`,
      `mongodb+srv://owner:${written}@no.such.host.invalid/db`,
      `mongodb://owner:${written}@127.0.0.1:1/`,
      `mongodb://owner:${written}@127.0.0.1:1/db?noSuchOption=1`,
      `mongodb://owner:${written}@127.0.0.1:1/db?w=1&w=2`,
      `mongodb://owner:${written}@127.0.0.1:1/db?authMechanism=${written}`,
      `mongodb://owner:${written}@127.0.0.1:1/d.b`,
      `mongodb://owner:${written}@127.0.0.1:port/db`,
      `mongodb://owner:${secret}@127.0.0.1:1/db`,
      `mongodb://owner:${written}@/db`,
      `mongodb://127.0.0.1:1/db?tls=true&tlsCertificateKeyFilePassword=${written}&tlsCertificateKeyFile=none${options}`,
    ];
    for (const uri of uris) {
      const failure = await failureOf(() => openMongo(uri, { create: true }));
      expect(failure, uri).toBeInstanceOf(StoreFailure);
      expectNoSecrets(failure, [secret, written, 'owner', 's3cr', 'all@signs']);
    }
  });
});

async function failureOf(action: () => Promise<unknown>, what = 'it'): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error(`nothing failed: ${what}`);
}

function expectNoSecrets(failure: unknown, secrets: readonly string[]): void {
  const told = inspect(failure, { depth: 20, showHidden: true, getters: true });
  for (const secret of secrets) expect(told).not.toContain(secret);
}
