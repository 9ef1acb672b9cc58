import { expect, test } from 'vitest';
import { type Mismatch, type Verification, verifyLive } from '../../engine/verification/index.ts';

const mismatch = (path: string): Mismatch => ({
  code: 'verify.missing',
  drawer: 'd1',
  path,
  document: undefined,
  wanted: undefined,
  held: undefined,
  since: undefined,
});

function found(...mismatches: readonly Mismatch[]): Verification {
  const { length } = mismatches;
  const counts = {
    compared: 5,
    equal: 5 - length,
    different: 0,
    missing: length,
    drawers: 1,
    rates: new Map(),
  };
  return { ...counts, mismatches, mismatched: length };
}

/** Looks that find these, one after the other, with how often there was a wait between. */
async function lookingAt(...looks: readonly Verification[]) {
  let looked = 0;
  let waited = 0;
  const look = async (): Promise<Verification> => looks[looked++] as Verification;
  const wait = async (): Promise<void> => {
    waited++;
  };
  return { live: await verifyLive(look, wait), looked, waited };
}

test('what was only under way is told apart from what stays', async () => {
  const first = found(mismatch('a'), mismatch('b'));
  const { live, waited } = await lookingAt(first, found(mismatch('b'), mismatch('c')));
  expect(live.stuck.map(({ path }) => path)).toEqual(['b']);
  expect(live.transient.map(({ path }) => path)).toEqual(['a']);
  expect(live.mismatches.map(({ path }) => path)).toEqual(['b', 'c']);
  expect(waited).toBe(1);
});

test('nothing is looked at twice where everything matches', async () => {
  const { live, looked, waited } = await lookingAt(found());
  expect([live.stuck, live.transient, looked, waited]).toEqual([[], [], 1, 0]);
});

test('where nobody else writes one look tells all', async () => {
  let looked = 0;
  const live = await verifyLive(async () => {
    looked++;
    return found(mismatch('a'));
  }, undefined);
  expect([live.stuck.length, live.transient.length, looked]).toEqual([1, 0, 1]);
});
