import { expect, test } from 'vitest'
import { countJunit, countVitest, total } from './results.mjs'

const suite = { status: 'passed', assertionResults: [{}] }

test.each([
  [
    'all passed',
    { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, testResults: [suite] },
    { passed: 3, failed: 0 },
  ],
  [
    'one failed',
    { numPassedTests: 2, numFailedTests: 1, numPendingTests: 0, testResults: [suite] },
    { passed: 2, failed: 1 },
  ],
  [
    'skipped and todo count as failed',
    { numPassedTests: 2, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] },
    { passed: 2, failed: 2 },
  ],
  [
    'a file that does not load',
    {
      numPassedTests: 2,
      numFailedTests: 0,
      numPendingTests: 0,
      testResults: [suite, { status: 'failed', assertionResults: [] }],
    },
    { passed: 2, failed: 1 },
  ],
])('vitest: %s', (_, report, expected) => expect(countVitest(report)).toEqual(expected))

test.each([
  [
    '<testsuites name="x"><testsuite name="pytest" errors="0" failures="0" skipped="0" tests="5">',
    { passed: 5, failed: 0 },
  ],
  ['<testsuite errors="1" failures="2" skipped="1" tests="9" time="0.1">', { passed: 5, failed: 4 }],
])('pytest: %s', (xml, expected) => expect(countJunit(xml)).toEqual(expected))

test('adds up', () => {
  expect(
    total([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 })
})
