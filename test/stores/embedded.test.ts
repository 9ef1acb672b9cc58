import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BsonDocument } from '../../engine/bson/index.ts';
import { openEmbedded } from '../../engine/stores/index.ts';
import { sourceConformance, targetConformance } from './conformance.ts';

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'embedded-'));
}

targetConformance('the embedded store', async () => {
  const directory = scratch();
  return {
    open: () => openEmbedded(join(directory, 'store'), { create: true }),
    async remove() {
      rmSync(directory, { recursive: true });
    },
  };
});

sourceConformance('the embedded store', async (content) => {
  const directory = scratch();
  const store = await openEmbedded(directory, { create: true });
  for (const [collection, documents] of content) {
    await store.write(
      documents.map((document) => ({
        kind: 'insert',
        collection,
        id: new BsonDocument(document).get('_id') ?? null,
        document,
      })),
    );
  }
  return {
    store,
    async remove() {
      rmSync(directory, { recursive: true });
    },
  };
});
