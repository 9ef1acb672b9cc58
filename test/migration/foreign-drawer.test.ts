import { expect, test } from 'vitest';
import { encode } from '../../engine/bson/index.ts';
import { day, libraryPlan, withBench } from './library.ts';

const card = (number: number) => ({
  _id: `c${number}`,
  member: `${number}`,
  issued_at: day(5),
  name: 'N',
  email: 'e',
});

test('a drawer by other hands with other content is a conflict of its documents, and nothing critical', async () => {
  await withBench(async (bench) => {
    const plan = libraryPlan();
    const first = await bench.stage(plan, { cards: [card(1)] });
    const drawer = await bench.drawer(plan, 'member_1');
    expect(first.result.critical_errors).toBe(0);
    const collection = plan.target.collection;
    const theirs = encode({
      ...drawer,
      _id: 'member_2',
      member_id: '2',
      card: { issued_at: day(1), name: 'Otra' },
    });
    await bench.target.write([{ kind: 'insert', collection, id: 'member_2', document: theirs }]);
    const { result } = await bench.stage(plan, { cards: [card(1), card(2)] });
    expect(result.entities[0]).toMatchObject({ already_present: 1, quarantined: 1 });
    expect(result.quarantine.map(({ code, severity }) => ({ code, severity }))).toEqual([
      { code: 'conflict', severity: 'record' },
    ]);
    expect(result.verification).toMatchObject({ different: 0, missing: 0 });
    expect(result.critical_errors).toBe(0);
  });
});
