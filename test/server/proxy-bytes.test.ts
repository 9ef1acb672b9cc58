import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Direction, startProxy, type TcpProxy } from './proxy.ts';

/** Any bytes will do here: a server that answers as it is asked. The first four say that a long message comes. */
const sent = Buffer.concat([Buffer.from([0, 0, 16, 0]), Buffer.alloc(400, 'x')]);

let echo: Server;
let proxy: TcpProxy;
let heard: Buffer[];

beforeEach(async () => {
  heard = [];
  echo = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      heard.push(chunk);
      socket.write(chunk);
    });
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  proxy = await startProxy(`127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
afterEach(async () => {
  await proxy.close();
  echo.close();
});

/** Sends everything and gives what came back before the connection closed. */
async function talk(): Promise<Buffer> {
  const [host, port] = proxy.host.split(':');
  const socket: Socket = connect(Number(port), host);
  const answer: Buffer[] = [];
  socket.on('error', () => {}).on('data', (chunk) => answer.push(chunk));
  socket.write(sent);
  await once(socket, 'close');
  return Buffer.concat(answer);
}

it.each<[number, Direction]>([
  [0, 'fromServer'],
  [1, 'fromServer'],
  [403, 'fromServer'],
  [0, 'toServer'],
  [1, 'toServer'],
  [403, 'toServer'],
])('lets exactly %i bytes pass %s', async (bytes, direction) => {
  const cut = proxy.cutAfter(bytes, direction);
  const answer = await talk();
  expect(await cut).toBe(true);
  if (direction === 'fromServer') {
    expect(answer.length).toBe(bytes);
    expect(Buffer.concat(heard)).toEqual(sent);
  } else {
    await expect.poll(() => Buffer.concat(heard).length).toBe(bytes);
  }
  expect(proxy.connections).toBe(0);
});

it.each<Direction>([
  'fromServer',
  'toServer',
])('counts %s over all pieces, and cuts when more than allowed comes, not before', async (direction) => {
  const [host, port] = proxy.host.split(':');
  const socket = connect(Number(port), host);
  socket.on('error', () => {});
  let answered = 0;
  socket.on('data', (chunk) => {
    answered += chunk.length;
  });
  const cut = proxy.cutAfter(404, direction);
  for (const end of [100, 250, 404]) {
    socket.write(sent.subarray(answered, end));
    await expect.poll(() => answered).toBe(end);
  }
  expect(proxy.connections).toBe(1);
  socket.write('x');
  await once(socket, 'close');
  expect(await cut).toBe(true);
  expect(answered).toBe(404);
});

it('closes the other side when one side closes', async () => {
  const [host, port] = proxy.host.split(':');
  const socket = connect(Number(port), host);
  socket.write(sent);
  await once(socket, 'data');
  expect(proxy.connections).toBe(1);
  socket.end();
  await once(socket, 'close');
  await expect.poll(() => proxy.connections).toBe(0);
});
