// A process that writes one batch of the built product under a lease: `URI RUN COUNT`.
import { BSON } from 'bson';
import { currentHolder, openTarget } from '../../dist/engine/stores/index.js';

const [uri, run, count] = process.argv.slice(2);
const store = await openTarget(uri, { create: true });
const lease = await store.lease('target#0', currentHolder(run));
if ('heldBy' in lease) throw new Error(`held by ${lease.heldBy.run}`);
console.log(JSON.stringify({ token: lease.token }));
const operations = Array.from({ length: Number(count) }, (_, at) => {
  const id = `d${at}`;
  return { kind: 'insert', collection: 'c', id, document: BSON.serialize({ _id: id, text: run }) };
});
console.log(JSON.stringify(await store.write(operations, lease)));
await store.close();
