import { expect } from 'vitest';
import type { Plan } from '../../engine/contract/index.ts';
import type { Dataset } from '../reference/index.ts';
import { byEngine } from './by-engine.ts';
import { byReference } from './by-reference.ts';

/** Expects the contract and the naive migrator to say the same of a dataset; gives the number of drawers. */
export function compareWithReference(plan: Plan, documents: Dataset, cutoff: string): number {
  const given = new Map(Object.entries(documents));
  const ours = byEngine(plan)(given, cutoff, []);
  const theirs = byReference(given, cutoff, []);
  expect(sorted(ours.drawers)).toStrictEqual(sorted(theirs.drawers));
  for (const [source, verdicts] of theirs.verdicts) {
    const found = [...(ours.verdicts.get(source) ?? [])].map(complete);
    expect(sorted(new Map(found))).toStrictEqual(sorted(new Map([...verdicts].map(complete))));
  }
  return theirs.drawers.size;
}

const sorted = <T>(map: ReadonlyMap<string, T>): (readonly [string, T])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

const complete = ([id, { disposition, reason, warnings = {} }]: readonly [
  string,
  {
    disposition: string;
    reason?: string | undefined;
    warnings?: Readonly<Record<string, number>> | undefined;
  },
]): [string, object] => [id, { disposition, reason, warnings }];
