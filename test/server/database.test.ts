import { describe, expect, it } from 'vitest';
import { freshDatabase, withDatabase } from './database.ts';

describe('a fresh database', () => {
  it('takes writes that a majority has on disk, in transactions too', async () => {
    const { db, client, drop } = await freshDatabase({ w: 'majority', journal: 'true' });
    try {
      await db.createCollection('things');
      const { acknowledged } = await db.collection('things').insertOne({ n: 1 });
      expect(acknowledged).toBe(true);
      await client.withSession((session) =>
        session.withTransaction(() => db.collection('things').insertOne({ n: 2 }, { session })),
      );
      const read = db.collection('things', { readConcern: { level: 'majority' } });
      expect(await read.countDocuments()).toBe(2);
    } finally {
      await drop();
    }
  });

  it('is not the one of another test, and is gone when dropped, with those beside it', async () => {
    const [one, other] = [await freshDatabase(), await freshDatabase()];
    const names = async () => {
      const { databases } = await other.db.admin().listDatabases({ nameOnly: true });
      return databases.map(({ name }) => name);
    };
    try {
      await one.db.collection('things').insertOne({ n: 1 });
      await one.client.db(`${one.name}_scratch`).collection('things').insertOne({ n: 1 });
      await other.db.collection('things').insertOne({ n: 1 });
      expect(await names()).toEqual(expect.arrayContaining([one.name, `${one.name}_scratch`, other.name]));
      await one.drop();
      expect((await names()).filter((name) => name.startsWith(one.name))).toEqual([]);
      expect(await names()).toContain(other.name);
    } finally {
      await other.drop();
    }
  });
});

describe('withDatabase', () => {
  it.each([
    ['mongodb://h:1', 'mongodb://h:1/x?w=1'],
    ['mongodb://h:1,i:2/?replicaSet=r', 'mongodb://h:1,i:2/x?replicaSet=r&w=1'],
    ['mongodb://h/old?w=2', 'mongodb://h/x?w=1'],
    ['mongodb://u:p%2F@h/', 'mongodb://u:p%2F@h/x?w=1'],
    ['mongodb://u:p@h/old', 'mongodb://u:p@h/x?authSource=old&w=1'],
    ['mongodb://u:p@h/old?authSource=a', 'mongodb://u:p@h/x?authSource=a&w=1'],
    ['mongodb+srv://u:p@h/', 'mongodb+srv://u:p@h/x?w=1'],
  ])('puts the database into %s', (given, expected) => {
    expect(withDatabase(given, 'x', { w: '1' })).toBe(expected);
  });

  it('refuses what is no connection string, without repeating it', () => {
    expect(() => withDatabase('http://u:secret@h/', 'x')).toThrow(/^not a MongoDB connection string$/);
  });
});
