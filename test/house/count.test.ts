import { describe, expect, it } from 'vitest';
import { count } from '../../.ci/count.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((result) => ({ status: result })),
});

describe('counting a suite', () => {
  it('counts passed tests', () => {
    const report = { testResults: [file('passed', 'passed', 'passed'), file('passed', 'passed')] };
    expect(count(report, 0, false)).toEqual({ passed: 3, failed: 0 });
  });

  it.each([
    ['a failed test', { testResults: [file('failed', 'passed', 'failed')] }, 1, { passed: 1, failed: 1 }],
    ['a skipped test', { testResults: [file('passed', 'passed', 'skipped')] }, 0, { passed: 1, failed: 1 }],
    ['a planned test', { testResults: [file('passed', 'passed', 'todo')] }, 0, { passed: 1, failed: 1 }],
    [
      'a file that did not load',
      { testResults: [file('passed', 'passed'), file('failed')] },
      1,
      { passed: 1, failed: 1 },
    ],
    [
      'a runner that fails all the same',
      { testResults: [file('passed', 'passed')] },
      1,
      { passed: 1, failed: 1 },
    ],
    ['a suite without tests', { testResults: [] }, 0, { passed: 0, failed: 1 }],
    ['a report that is not there', undefined, 0, { passed: 0, failed: 1 }],
  ])('counts %s as a failure', (_, report, exitCode, expected) => {
    expect(count(report, exitCode, false)).toEqual(expected);
  });

  it('lets skipped tests pass where their tools are absent, and nothing else', () => {
    expect(count({ testResults: [file('passed', 'passed', 'skipped')] }, 0, true)).toEqual({
      passed: 1,
      failed: 0,
    });
    expect(count({ testResults: [file('passed', 'passed', 'todo')] }, 0, true)).toEqual({
      passed: 1,
      failed: 1,
    });
    expect(count({ testResults: [file('passed', 'skipped')] }, 0, true)).toEqual({ passed: 0, failed: 1 });
  });
});
