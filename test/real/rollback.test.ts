import { describe, expect, test } from 'vitest';
import { restoreStore } from '../../engine/backup/index.ts';
import { BsonDocument } from '../../engine/bson/index.ts';
import { records } from '../../engine/migration/index.ts';
import { openSource, openTarget } from '../../engine/stores/index.ts';
import { holdings, takeBack } from '../migration/rollback-bench.ts';
import { drawerLines, planOf, scratch, stageInto } from '../rehearsal/staging.ts';
import { freshDatabase } from '../server/database.ts';
import { withDatabase } from './database-of-test.ts';

const fixture = 'fixtures/dump';
const settings = { parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' }, batch: 25 };

describe('a rollback on a server', () => {
  test('is proved in a scratch database, which goes again', async () => {
    const plan = await planOf('contracts/edn360/1.0.0');
    const { path, done } = await scratch();
    const database = await freshDatabase();
    const target = await openTarget(database.uri, { create: true });
    try {
      const { result } = await stageInto(plan, fixture, target, path, { ...settings, rehearsal: true });
      const { databases } = await database.client.db('admin').admin().listDatabases({ nameOnly: true });
      expect(databases.filter(({ name }) => name.startsWith(database.name)).map(({ name }) => name)).toEqual([
        database.name,
      ]);
      expect(result.rehearsal).toMatchObject({
        proven: true,
        drawers: { removed: result.drawers.total, restored: 0, cut: 0 },
        left: 0,
        differing: [],
        different: 0,
      });
      expect(result.rehearsal?.documents).toBeGreaterThan(400);
      expect(result.rehearsal?.links).toBeGreaterThan(0);
    } finally {
      await target.close();
      await database.drop();
      await done();
    }
  });

  test('leaves the restored dump to the byte, with what others have written since', async () => {
    const plan = await planOf('contracts/edn360/1.0.0');
    const { path, done } = await scratch();
    await withDatabase(async (other) => {
      const source = await openSource(fixture);
      await restoreStore(source, other, {});
      await source.close();
      const wanted = await holdings(other);
      await withDatabase(async (target) => {
        await stageInto(plan, fixture, target, path, settings);
        const drawers = await drawerLines(plan, target);
        expect(await holdings(target)).not.toEqual(wanted);
        const back = await takeBack(target, 'run-1');
        expect(back.left).toEqual([]);
        expect(back.links).toBeGreaterThan(0);
        expect(await holdings(target)).toEqual(wanted);
        expect(await target.count(records.ledger)).toBeGreaterThan(0);
        await stageInto(plan, fixture, target, path, { ...settings, run: 'run-2' });
        expect(await drawerLines(plan, target)).toEqual(drawers);
        const { collection } = plan.target;
        const id = String((JSON.parse(drawers[0] ?? '{}') as { _id?: string })._id);
        const fields = { theirs: 'a', status: 'b' };
        const expected = { theirs: undefined, status: undefined };
        await target.write([{ kind: 'patch', collection, id, fields, expect: expected }]);
        expect(await takeBack(target, 'run-2')).toMatchObject({ drawers: { cut: 1 }, left: [] });
        expect(await target.count(collection)).toBe(1);
        const [bytes] = await target.read(collection, [id]);
        const drawer = new BsonDocument(bytes as Uint8Array).fields();
        expect(Object.keys(drawer).sort()).toEqual(['_id', 'status', 'theirs', 'user_id']);
      });
    });
    await done();
  });
});
