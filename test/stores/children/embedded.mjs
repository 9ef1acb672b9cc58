// One embedded store in a process of its own. Usage: node embedded.mjs TASK DIRECTORY [ARGUMENT…]
// Every line on stdout is one JSON value, written before anything else happens.
import { once } from 'node:events';
import { readFileSync, writeSync } from 'node:fs';
import { encode } from '../../../dist/engine/bson/index.js';
import { currentHolder, openEmbedded, StoreFailure } from '../../../dist/engine/stores/index.js';

const [task, directory, ...rest] = process.argv.slice(2);

const say = (value) => writeSync(1, `${JSON.stringify(value)}\n`);
const text = 'x'.repeat(1000);
const document = (id, fields) => encode({ _id: id, ...fields });

const tasks = {
  /** Writes batches one after the other for ever: `size` documents and the number of the batch in one write. */
  async write(store, writer, first, size) {
    const counter = `counter-${writer}`;
    let [expect] = await store.read('batches', [counter]);
    for (let batch = Number(first); ; batch += 1) {
      const next = document(counter, { batch });
      const operations = Array.from({ length: Number(size) }, (_, at) => {
        const id = `${writer}-${String(batch).padStart(6, '0')}-${at}`;
        return { kind: 'insert', collection: 'batches', id, document: document(id, { text }) };
      });
      operations.push(
        expect === undefined
          ? { kind: 'insert', collection: 'batches', id: counter, document: next }
          : { kind: 'replace', collection: 'batches', id: counter, document: next, expect },
      );
      const results = await store.write(operations);
      say({ batch, conflicts: results.filter((result) => result !== 'written').length });
      expect = next;
    }
  },

  /** Waits for a word on stdin, then adds one to a shared number, guarded, until it has done so `times` times. */
  async add(store, times) {
    await once(process.stdin, 'data');
    process.stdin.destroy();
    let conflicts = 0;
    for (let done = 0; done < Number(times); ) {
      const [before] = await store.read('shared', ['number']);
      const value = before === undefined ? 0 : Buffer.from(before).readInt32LE(before.length - 5);
      const next = document('number', { value: value + 1 });
      const operation = { kind: before === undefined ? 'insert' : 'replace', expect: before, document: next };
      const [result] = await store.write([{ ...operation, collection: 'shared', id: 'number' }]);
      if (result === 'written') done += 1;
      else conflicts += 1;
    }
    say({ conflicts });
  },

  /** Takes a lease, says so, and does nothing more. */
  async hold(store, name) {
    const lease = await store.lease(name, currentHolder('child'));
    say({ token: lease.token ?? null });
    setInterval(() => {}, 1000);
    await new Promise(() => {});
  },

  /** Writes batches of `size` until the store fails, then says how, and tries once more. */
  async fill(store, size) {
    let written = 0;
    const failures = [];
    while (failures.length < 2) {
      const operations = Array.from({ length: Number(size) }, (_, at) => {
        const id = `d${String(written + at).padStart(6, '0')}`;
        return { kind: 'insert', collection: 'c', id, document: document(id, { text: text.repeat(20) }) };
      });
      try {
        await store.write(operations);
        written += operations.length;
      } catch (error) {
        if (!(error instanceof StoreFailure)) throw error;
        failures.push(error.code);
      }
    }
    say({ written, failures });
  },

  /** Reads everything there is and says how much, or how it failed. */
  async readAll(store, collection) {
    try {
      let documents = 0;
      for await (const batch of store.scan(collection)) documents += batch.length;
      say({ documents });
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      say({ failure: error.code });
    }
  },

  /** Lists a collection and says the most memory (MiB of its own, without the mapped file) it has seen. */
  async list(store, collection) {
    const own = () => Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
    const before = own();
    let most = before;
    let documents = 0;
    for await (const batch of store.list(collection)) {
      documents += batch.length;
      most = Math.max(most, own());
    }
    say({ documents, grown: Math.round(most - before) });
  },
};

let store;
try {
  store = await openEmbedded(directory, { create: true });
} catch (error) {
  if (!(error instanceof StoreFailure)) throw error;
  say({ failure: error.code });
  process.exit(0);
}
say('open');
await tasks[task](store, ...rest);
await store.close();
