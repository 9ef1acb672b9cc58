// A process that takes a lease with the built product, says so, and writes one batch at a word on stdin: `URI RUN COUNT`.
import { once } from 'node:events';
import { BSON } from 'bson';
import { currentHolder, openTarget } from '../../dist/engine/stores/index.js';

const [uri, run, count] = process.argv.slice(2);
const store = await openTarget(uri, { create: true });
const lease = await store.lease('target#0', currentHolder(run));
if ('heldBy' in lease) throw new Error(`held by ${lease.heldBy.run}`);
console.log(JSON.stringify({ token: lease.token }));
await once(process.stdin, 'data');
const operations = Array.from({ length: Number(count) }, (_, at) => {
  const id = `d${at}`;
  return { kind: 'insert', collection: 'c', id, document: BSON.serialize({ _id: id, text: run }) };
});
console.log(JSON.stringify(await store.write(operations, lease)));
await store.close();
process.stdin.destroy();
