import { defineConfig } from 'vitest/config';

const quick = 'test/**/*.test.ts';
const full = 'test/**/*.full.test.ts';
const sweep = 'test/**/*.sweep.test.ts';

/** The one server that a run uses; started per suite, since each runs alone. */
const globalSetup = ['test/setup/mongodb.ts'];

/** Three suites by file name: `x.test.ts` runs in `npm test`, `x.full.test.ts` in `test:full`, `x.sweep.test.ts` in `sweep`. */
export default defineConfig({
  test: {
    env: { TZ: 'UTC' },
    setupFiles: ['test/setup/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'quick', globalSetup, include: [quick], exclude: [full, sweep] } },
      { extends: true, test: { name: 'full', globalSetup, include: [full], testTimeout: 600_000 } },
      { extends: true, test: { name: 'sweep', globalSetup, include: [sweep], testTimeout: 7_200_000 } },
    ],
  },
});
