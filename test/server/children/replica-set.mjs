// Starts a replica set, prints its process ids and folder as one line of JSON, and waits to be killed.
import { createViteServer } from 'vitest/node';

const server = await createViteServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { startReplicaSet } = await server.ssrLoadModule('/test/server/replica-set.ts');
const { pids, folder } = await startReplicaSet({ nodes: 1 });
console.log(JSON.stringify({ pids, folder }));
setInterval(() => {}, 1000);
