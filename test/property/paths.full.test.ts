import { afterEach, test } from 'vitest';
import { setFailpointHandler } from '../../engine/migration/index.ts';
import { interleaved } from './interleaved.ts';

const SEED = Number(process.env.SEED ?? 7);

afterEach(() => setFailpointHandler(undefined));

test.each([1, 2, 3])(
  'paths in the middle of each other, many times over (P5), seed + %i',
  { timeout: 900_000 },
  (nth) => interleaved(Number(process.env.PATHS_RUNS ?? 150), SEED + nth),
);
