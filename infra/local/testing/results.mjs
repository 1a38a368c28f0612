/** Counts of a vitest JSON report. A skipped test counts as failed: nothing is left out here. */
export function countVitest(report) {
  const notRun = report.numPendingTests + (report.numTodoTests ?? 0)
  // A file that could not be loaded has no tests of its own to fail.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
  return { passed: report.numPassedTests, failed: report.numFailedTests + notRun + broken }
}

/** Counts of a JUnit file as pytest writes it. */
export function countJunit(xml) {
  const suites = [...xml.matchAll(/<testsuite\s[^>]*>/g)].map(([tag]) => tag)
  const sum = name =>
    suites.reduce((total, tag) => total + Number(new RegExp(`\\s${name}="(\\d+)"`).exec(tag)?.[1] ?? 0), 0)
  const failed = sum('failures') + sum('errors') + sum('skipped')
  return { passed: sum('tests') - failed, failed }
}

/** Adds up counts. */
export function total(counts) {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  })
}
