import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { findMongod } from './find-mongod.ts';
import { launch } from './process.ts';
import { startReplicaSet } from './replica-set.ts';
import { openServerDoor, type ServerDoor } from './server-door.ts';

let door: ServerDoor | undefined;
let lines: string[] = [];

afterEach(async () => {
  await door?.close();
  lines = [];
});

async function open(given: string | undefined): Promise<ServerDoor> {
  door = await openServerDoor(given, (line) => lines.push(line));
  return door;
}

async function ask({ address }: ServerDoor): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(address);
  return { status: response.status, text: await response.text() };
}

it('starts one server for all who ask, when the first one asks, and says which', async () => {
  const opened = await open('');
  expect(lines).toEqual([]);
  const answers = await Promise.all([ask(opened), ask(opened), ask(opened)]);
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]).toMatchObject({
    status: 200,
    text: expect.stringMatching(/^mongodb:\/\/127\.0\.0\.1:/),
  });
  expect(lines).toEqual([expect.stringMatching(/^mongod \d+\.\d+\.\d+ \(.+\)$/)]);
});

it('uses the server of MONGODB_URI and leaves it running', async () => {
  const set = await startReplicaSet({ nodes: 1, auth: true });
  try {
    const opened = await open(set.uri());
    expect(await ask(opened)).toEqual({ status: 200, text: set.uri() });
    expect(lines).toEqual([`mongod ${set.version} (MONGODB_URI)`]);
    await opened.close();
    expect(await set.waitForPrimary()).toBe(0);
  } finally {
    await set.stop();
  }
});

it('refuses a server that is not a replica set, and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'standalone-'));
  const { path: binary } = await findMongod();
  const alone = await launch({ binary, folder, args: [], born: () => {} });
  try {
    const { status, text } = await ask(await open(`mongodb://127.0.0.1:${alone.port}`));
    expect(status).toBe(500);
    expect(text).toMatch(/MONGODB_URI.*not a replica set/);
  } finally {
    process.kill(alone.pid, 'SIGKILL');
    await alone.ended;
    rmSync(folder, { recursive: true });
  }
});

it.each([
  ['does not answer', 'mongodb://u:secret@127.0.0.1:1/?serverSelectionTimeoutMS=200', /ECONNREFUSED/],
  ['is no connection string', 'localhost:secret', /scheme/i],
])('fails for all who ask when MONGODB_URI %s, without its password', async (_, given, reason) => {
  const opened = await open(given);
  for (const { status, text } of [await ask(opened), await ask(opened)]) {
    expect(status).toBe(500);
    expect(text).toMatch(/MONGODB_URI/);
    expect(text).toMatch(reason);
    expect(text).not.toContain('secret');
  }
  expect(lines).toEqual([]);
});
