import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSource, openTarget, type SourceStore, type StoreFailure } from '../../engine/stores/index.ts';
import { findMongod } from '../server/find-mongod.ts';
import { launch, type Running } from '../server/process.ts';

/** Parts of a user and password that nobody may ever see, plain or as they stand in a URI. */
const user = 'u-ana-garcia';
const password = 'pw-secret-x9';

/** The failure of opening a store, after a look that nothing of it shows the credentials. */
async function failureOf(opening: Promise<SourceStore>): Promise<StoreFailure> {
  const failure = await opening.then(
    async (store) => {
      await store.close();
      throw new Error(`${store.label} was opened`);
    },
    (error: StoreFailure) => error,
  );
  for (const secret of [user, password]) {
    expect(inspect(failure, { depth: 12, showHidden: true })).not.toContain(secret);
    expect(JSON.stringify(failure)).not.toContain(secret);
  }
  return failure;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('a MongoDB URI', () => {
  it.each([
    ['names no database', `mongodb://${user}:${password}@127.0.0.1`],
    ['names no database but options', `mongodb://${user}:${password}@127.0.0.1/?w=1`],
    ['names no host', `mongodb://${user}:${password}@/db`],
    ['has an option that does not exist', `mongodb://${user}:${password}@127.0.0.1/db?nonsense=${password}`],
    ['has a wrong value of an option', `mongodb://${user}:${password}@127.0.0.1/db?maxPoolSize=${password}`],
    ['has a port that is none', `mongodb://${user}:${password}@127.0.0.1:port/db`],
    ['has characters unescaped', `mongodb://${user}:${password}/${password}@127.0.0.1/db`],
    ['has an unescaped sign', `mongodb://${user}:${password}%@127.0.0.1/db`],
    ['has a database that cannot be', `mongodb://${user}:${password}@127.0.0.1/d%20b`],
    [
      'has an authentication that does not exist',
      `mongodb://${user}:${password}@127.0.0.1/db?authMechanism=X`,
    ],
  ])('that %s is refused with what to write', async (_, uri) => {
    for (const open of [() => openSource(uri), () => openTarget(uri, { create: true })]) {
      const failure = await failureOf(open());
      expect(failure.code).toBe('store.missing');
      expect(failure.hint).not.toBe('');
    }
  });

  it('of a port where nothing listens is told as unreachable, soon', async () => {
    const port = await freePort();
    const began = performance.now();
    const failure = await failureOf(
      openSource(`mongodb://${user}:${password}@127.0.0.1:${port}/db?serverSelectionTimeoutMS=300`),
    );
    expect(failure.code).toBe('store.unreachable');
    expect(failure.place).toBe(`mongodb://127.0.0.1:${port}/db`);
    expect(failure.hint).not.toBe('');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('of something that is no MongoDB server is told as unreachable', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((ready) => server.once('listening', ready));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const failure = await failureOf(
      openSource(`mongodb://127.0.0.1:${port}/db?serverSelectionTimeoutMS=300`),
    );
    expect(failure.code).toBe('store.unreachable');
    server.close();
  });
});

describe('a server alone', () => {
  let folder: string;
  let server: Running;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'standalone-'));
    const { path: binary } = await findMongod();
    server = await launch({ binary, folder, args: [], born: () => undefined });
  });
  afterAll(async () => {
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    rmSync(folder, { recursive: true });
  });

  it('is refused, to read and to write, with how to make it a replica set', async () => {
    const uri = `mongodb://127.0.0.1:${server.port}/db`;
    for (const open of [() => openSource(uri), () => openTarget(uri, { create: true })]) {
      const failure = await failureOf(open());
      expect(failure.code).toBe('store.unsupported');
      expect(failure.hint).toContain('replica set');
    }
  });
});
