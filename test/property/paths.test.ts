import { afterEach, test } from 'vitest';
import { setFailpointHandler } from '../../engine/migration/index.ts';
import { interleaved } from './interleaved.ts';

const SEED = Number(process.env.SEED ?? 7);

afterEach(() => setFailpointHandler(undefined));

test(
  'paths in any order and in the middle of each other end, once reconciled, in the same drawers, images and links (P5)',
  { timeout: 240_000 },
  () => interleaved(Number(process.env.PATHS_RUNS ?? 20), SEED),
);
