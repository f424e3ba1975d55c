const MARK = /\[needs ([^\]]+)\]/;

/**
 * Adds up Jest's results. A test file that could not even be loaded counts as one failed.
 *
 * @param results what `jest --json` writes
 * @returns {{ passed: number, failed: number, skipped: number, byProgram: Map<string, number> }}
 */
export function summarise(results) {
  const byProgram = new Map();
  for (const file of results.testResults) {
    for (const test of file.assertionResults) {
      if (test.status !== 'pending' && test.status !== 'todo') continue;
      const mark = test.ancestorTitles.map((title) => MARK.exec(title)?.[1]).find(Boolean);
      const name = mark ?? 'no reason given';
      byProgram.set(name, (byProgram.get(name) ?? 0) + 1);
    }
  }
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
    byProgram,
  };
}

/** The last lines of a run: what was skipped, by the program it lacked, then the sum alone on a line. */
export function closingLines({ passed, failed, skipped, byProgram }) {
  const reasons = [...byProgram].map(([name, count]) => `skipped for want of ${name}: ${count}`);
  return [...reasons, `${passed} passed, ${failed} failed, ${skipped} skipped`].join('\n');
}
