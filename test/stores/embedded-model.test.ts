import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BsonDocument, compareText } from '../../engine/bson/index.ts';
import {
  type Operation,
  type OperationResult,
  openEmbedded,
  type TargetStore,
} from '../../engine/stores/index.ts';
import { documentOf, everything } from './conformance.ts';

const collections = ['plain', 'checked'] as const;

/** What the store should be: documents by id, and in `checked` no two with the same client. */
class Model {
  readonly collections = new Map(collections.map((name) => [name as string, new Map<string, Buffer>()]));

  apply(operation: Exclude<Operation, { kind: 'patch' }>): OperationResult {
    const documents = this.collections.get(operation.collection)!;
    const id = operation.id as string;
    const stored = documents.get(id);
    if (operation.kind === 'insert' && stored !== undefined) return 'conflict';
    if ('expect' in operation && !stored?.equals(operation.expect)) return 'conflict';
    if (operation.kind === 'remove') {
      documents.delete(id);
      return 'written';
    }
    const document = Buffer.from(operation.document);
    if (operation.collection === 'checked') {
      for (const [other, held] of documents) {
        if (other !== id && clientOf(held) === clientOf(document)) return 'conflict';
      }
    }
    documents.set(id, document);
    return 'written';
  }
}

function clientOf(document: Buffer): unknown {
  return new BsonDocument(document).get('client') ?? null;
}

const id = fc.oneof(
  fc.constantFrom('a', 'b', 'a\u0000', 'a\u0000b', 'é', '😀', 'k'.repeat(3000), `${'k'.repeat(3000)}2`),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const fields = fc.record(
  {
    client: fc.constantFrom('c1', 'c2', 'c3', null),
    version: fc.nat({ max: 3 }),
    text: fc.constantFrom('', 'x'.repeat(5000)),
  },
  { requiredKeys: ['version'] },
);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(
      fc.tuple(
        fc.constantFrom('insert', 'replace', 'remove', 'put'),
        fc.constantFrom(...collections),
        id,
        fields,
        fc.boolean(),
      ),
      { maxLength: 12 },
    ),
  },
  { weight: 1, arbitrary: fc.constant('reopen' as const) },
);

it('behaves as a map whose writes are guarded', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const directory = mkdtempSync(join(tmpdir(), 'embedded-'));
      const model = new Model();
      let store: TargetStore = await openEmbedded(directory, { create: true });
      try {
        await store.ensure('checked', [{ key: { client: 1 }, name: 'client_1', unique: true }]);
        for (const one of steps) {
          if (one === 'reopen') {
            await store.close();
            store = await openEmbedded(directory, { create: false });
            continue;
          }
          const operations = one.map(([kind, collection, key, content, right]) => {
            const document = documentOf(key, content);
            const held = model.collections.get(collection)?.get(key);
            // Guards hold for what was there before the batch, or for something else.
            const expected = right && held !== undefined ? held : document;
            if (kind === 'remove') return { kind, collection, id: key, expect: expected };
            if (kind === 'replace') return { kind, collection, id: key, document, expect: expected };
            return { kind, collection, id: key, document } as Exclude<Operation, { kind: 'patch' }>;
          });
          const results = await store.write(operations);
          expect(results).toEqual(operations.map((operation) => model.apply(operation)));
        }
        for (const [name, documents] of model.collections) {
          const ids = [...documents.keys()];
          expect(await store.count(name)).toBe(ids.length);
          expect(await store.read(name, ids)).toEqual([...documents.values()]);
          const listed = await everything(store.list(name));
          const listedIds = listed.map((document) => String(new BsonDocument(document).get('_id')));
          const short = (key: string): boolean => key.length < 1000;
          expect(listedIds.filter(short)).toEqual(ids.filter(short).sort(compareText));
          expect(new Set(listedIds)).toEqual(new Set(ids));
        }
      } finally {
        await store.close();
        rmSync(directory, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});
