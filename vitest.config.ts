import { defineConfig } from 'vitest/config';

const quick = 'test/**/*.test.ts';
const full = 'test/**/*.full.test.ts';
const sweep = 'test/**/*.sweep.test.ts';

const shared = {
  env: { TZ: 'UTC' },
  setupFiles: ['test/setup/seed.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/** Three suites by file name: `x.test.ts` runs in `npm test`, `x.full.test.ts` in `test:full`, `x.sweep.test.ts` in `sweep`. */
export default defineConfig({
  test: {
    // Only here: a project that inherited it would open a second server.
    globalSetup: ['test/setup/mongodb.ts'],
    // One by default on two cores; most tests wait for programs that they have started.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'quick', include: [quick], exclude: [full, sweep] } },
      { test: { ...shared, name: 'full', include: [full], testTimeout: 600_000 } },
      { test: { ...shared, name: 'sweep', include: [sweep], testTimeout: 7_200_000 } },
    ],
  },
});
