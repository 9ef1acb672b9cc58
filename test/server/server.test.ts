import { describe, expect, it } from 'vitest';
import { freshDatabase } from './database.ts';

describe('the server of the run', () => {
  it('is a replica set that acknowledges by majority and journal, in transactions too', async () => {
    const database = await freshDatabase();
    const { db } = database;
    const hello = await db.admin().command({ hello: 1 });
    expect(hello.setName).toBeDefined();
    const session = db.client.startSession();
    await session.withTransaction(() => db.collection('c').insertOne({ n: 1 }, { session }), {
      writeConcern: { w: 'majority', journal: true },
    });
    await session.endSession();
    expect(await db.collection('c').countDocuments()).toBe(1);
    await database.drop();
  });
});
