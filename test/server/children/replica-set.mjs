// Starts a replica set, prints its process ids and folder as one line of JSON, and waits to be killed; with the
// argument `stop` it stops the set instead, says so, and has nothing else to live for.
import { createViteServer } from 'vitest/node';

const server = await createViteServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { startReplicaSet } = await server.ssrLoadModule('/test/server/replica-set.ts');
if (process.argv[2] === 'stop') {
  await server.close();
  const set = await startReplicaSet({ nodes: 1 });
  await set.stop();
  console.log('stopped');
} else {
  const { pids, folder } = await startReplicaSet({ nodes: 1 });
  console.log(JSON.stringify({ pids, folder }));
  setInterval(() => {}, 1000);
}
