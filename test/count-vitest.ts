import { readFileSync } from 'node:fs';
import type { Count } from './run-step.ts';

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** Counts the tests of one vitest run; a file that could not be loaded, or a crash, is a failed test too. */
export function countVitest(reportPath: string, ok: boolean): Count {
  const report = reportAt(reportPath);
  if (!report) return { passed: 0, failed: 1, note: 'vitest wrote no report' };
  const brokenFiles = report.testResults.filter(isBroken).length;
  const known = report.numFailedTests + brokenFiles;
  const failed = !ok && known === 0 ? 1 : known;
  const skipped = report.numPendingTests > 0 ? `, ${report.numPendingTests} skipped` : '';
  const note = `${report.testResults.length} files, ${report.numPassedTests} tests passed, ${failed} failed${skipped}`;
  return { passed: report.numPassedTests, failed, note };
}

function reportAt(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

function isBroken(file: Report['testResults'][number]): boolean {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
}
