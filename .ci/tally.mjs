// Prints `passed failed` of a report that Jest or Playwright wrote as JSON. A skipped test counts as failed: nothing is left out in silence.
// What failed is appended to the file of the second argument, in words.
import { appendFileSync, readFileSync } from 'node:fs';

const SHOWN_LINES = 12;
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

const shown = (name, message) => {
  const lines = message.replace(ESCAPES, '').split('\n').slice(0, SHOWN_LINES);
  return `${name}\n${lines.map((line) => `    ${line}`).join('\n')}\n`;
};

function ofJest({
  numPassedTests,
  numFailedTests,
  numPendingTests,
  numTodoTests,
  numRuntimeErrorTestSuites,
  ...report
}) {
  const faults = report.testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status !== 'passed');
    if (failed.length === 0) return message ? [shown(name, message)] : [];
    return failed.map((test) => shown(`${name}: ${test.fullName}`, test.failureMessages.join('\n') || test.status));
  });
  return [numPassedTests, numFailedTests + numPendingTests + numTodoTests + numRuntimeErrorTestSuites, faults];
}

const specsOf = (suites = []) => suites.flatMap(({ specs = [], suites: inner }) => [...specs, ...specsOf(inner)]);

function ofPlaywright({ stats, errors, suites }) {
  const faults = specsOf(suites).flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status !== 'expected')
      .map(({ status, results }) =>
        shown(
          `${file}: ${title} (${status})`,
          results.flatMap((result) => result.errors.map((error) => error.message)).join('\n'),
        ),
      ),
  );
  const others = errors.map(({ message }) => shown('playwright', message));
  return [stats.expected, stats.unexpected + stats.flaky + stats.skipped + errors.length, [...faults, ...others]];
}

const [file, faultsFile] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const [passed, failed, faults] = 'stats' in report ? ofPlaywright(report) : ofJest(report);
process.stdout.write(`${passed} ${failed}\n`);
if (faultsFile) appendFileSync(faultsFile, faults.join('\n'));
