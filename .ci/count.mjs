// Counts the tests of one suite: `node .ci/count.mjs REPORT EXIT_CODE SKIPS` prints `PASSED FAILED`.
// What is not a passed test is a failure: a file that did not load, a suite without tests, a report that is not there,
// a runner that says no though every test passed, and, unless SKIPS is `allowed`, a skipped test.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export function count(report, exitCode, skipsAllowed) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const unloaded = files.filter(
    (file) => file.status !== 'passed' && file.assertionResults.length === 0,
  ).length;
  const skipped = tests.filter((test) => ['skipped', 'pending'].includes(test.status)).length;
  const failed = tests.length - passed - (skipsAllowed ? skipped : 0) + unloaded;
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed };
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { passed, failed } = count(
    read(process.argv[2]),
    Number(process.argv[3]),
    process.argv[4] === 'allowed',
  );
  console.log(`${passed} ${failed}`);
}
