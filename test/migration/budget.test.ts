import { expect, test } from 'vitest';
import { BudgetWatch } from '../../engine/migration/budget.ts';
import { Tally } from '../../engine/migration/tally.ts';
import { planOf } from '../rehearsal/staging.ts';

const none = {
  recordErrors: undefined,
  recordErrorsPercent: undefined,
  critical: undefined,
  driftPercent: undefined,
};
const planned = { inserted: 10, changed: 0, quarantined: 4 };
type Figures = { aside?: number; critical?: number; inserted?: number; changed?: number };

/** A tally with these figures. */
async function tallied({ aside = 0, critical = 0, inserted = 0, changed = 0 }: Figures): Promise<Tally> {
  const tally = new Tally(await planOf('contracts/edn360/1.0.0'));
  tally.setAside = aside;
  tally.critical = critical;
  tally.drawers.inserted = inserted;
  tally.drawers.changed = changed;
  return tally;
}

test.each([
  ['no limit', none, { aside: 100, critical: 9 }, undefined],
  ['as many set aside as may be', { ...none, recordErrors: 3 }, { aside: 3 }, undefined],
  ['one more', { ...none, recordErrors: 3 }, { aside: 4 }, 'budget.record_errors'],
  ['exactly the percentage of all documents', { ...none, recordErrorsPercent: 5 }, { aside: 10 }, undefined],
  ['a document above it', { ...none, recordErrorsPercent: 5 }, { aside: 11 }, 'budget.record_errors'],
  ['no critical error', { ...none, critical: 0 }, { aside: 50 }, undefined],
  ['one critical error', { ...none, critical: 0 }, { critical: 1 }, 'budget.critical'],
  ['within the drift', { ...none, driftPercent: 10 }, { inserted: 11 }, undefined],
  ['beyond the drift', { ...none, driftPercent: 10 }, { inserted: 12 }, 'budget.drift'],
  ['something where the plan has nothing', { ...none, driftPercent: 10 }, { changed: 1 }, 'budget.drift'],
  ['fewer than planned', { ...none, driftPercent: 0 }, { inserted: 1, aside: 1 }, undefined],
] as const)('%s', async (_, budget, figures, code) => {
  const watch = new BudgetWatch(budget, 200, planned);
  const tally = await tallied(figures);
  if (code === undefined) expect(() => watch.check(tally)).not.toThrow();
  else expect(() => watch.check(tally)).toThrow(expect.objectContaining({ code }));
});

test('a run without a plan has nothing to drift from', async () => {
  const watch = new BudgetWatch({ ...none, driftPercent: 0 }, 200, undefined);
  expect(() =>
    watch.check({ drawers: { inserted: 99, changed: 9 }, setAside: 0, critical: 0 } as Tally),
  ).not.toThrow();
});
