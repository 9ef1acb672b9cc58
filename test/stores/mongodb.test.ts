import { openTarget } from '../../engine/stores/index.ts';
import { freshDatabase } from '../server/database.ts';
import { sourceConformance, targetConformance } from './conformance.ts';

targetConformance('MongoDB', async () => {
  const database = await freshDatabase();
  return {
    open: () => openTarget(database.uri, { create: true }),
    remove: () => database.drop(),
  };
});

sourceConformance('MongoDB', async (content) => {
  const database = await freshDatabase();
  const store = await openTarget(database.uri, { create: true });
  for (const [collection, documents] of content) {
    await store.write(
      documents.map((document, at) => ({ kind: 'insert', collection, id: `${at}`, document })),
    );
  }
  return { store, remove: () => database.drop() };
});
