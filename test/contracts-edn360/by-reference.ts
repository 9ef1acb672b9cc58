import { collections, type Dataset, migrate } from '../reference/index.ts';
import type { Answerer } from './answers.ts';

/** Answers by the naive migrator, which knows nothing of the contract's files. */
export const byReference: Answerer = (given, cutoff, target) => {
  const dataset = Object.fromEntries(
    collections.map((collection) => [collection, given.get(collection) ?? []]),
  ) as unknown as Dataset;
  const { key, drawers } = migrate(dataset, cutoff, target);
  return {
    drawers: new Map(drawers.map((drawer) => [(JSON.parse(drawer) as { _id: string })._id, drawer])),
    verdicts: new Map(
      collections.map((collection) => [collection, new Map(Object.entries(key.documents[collection]))]),
    ),
  };
};
