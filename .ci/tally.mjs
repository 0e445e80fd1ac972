// Prints `passed failed` of a report that Jest or Playwright wrote as JSON. A skipped test counts as failed: nothing is left out in silence.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));

function ofJest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites }) {
  return [numPassedTests, numFailedTests + numPendingTests + numTodoTests + numRuntimeErrorTestSuites];
}

function ofPlaywright({ stats, errors }) {
  return [stats.expected, stats.unexpected + stats.flaky + stats.skipped + errors.length];
}

const [passed, failed] = 'stats' in report ? ofPlaywright(report) : ofJest(report);
process.stdout.write(`${passed} ${failed}\n`);
