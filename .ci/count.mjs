// Counts the tests of one suite: `node .ci/count.mjs REPORT EXIT_CODE` prints `PASSED FAILED`.
// What is not a passed test is a failure: a file that did not load, a skipped test, a suite without tests, a report
// that is not there, a runner that says no though every test passed.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export function count(report, exitCode) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const unloaded = files.filter(
    (file) => file.status !== 'passed' && file.assertionResults.length === 0,
  ).length;
  const failed = tests.length - passed + unloaded;
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
  const { passed, failed } = count(read(process.argv[2]), Number(process.argv[3]));
  console.log(`${passed} ${failed}`);
}
