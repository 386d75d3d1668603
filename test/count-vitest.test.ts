import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countVitest } from './count-vitest.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuaso-count-'));
afterAll(() => rmSync(folder, { recursive: true }));

function countOf(ok: boolean, files: Record<string, string[]>): string {
  const all = Object.values(files).flat();
  const path = join(folder, 'report.json');
  const report = {
    numPassedTests: all.filter((status) => status === 'passed').length,
    numFailedTests: all.filter((status) => status === 'failed').length,
    numPendingTests: all.filter((status) => status === 'pending').length,
    testResults: Object.entries(files).map(([name, tests]) => ({
      status: name.startsWith('bad') ? 'failed' : 'passed',
      assertionResults: tests.map((status) => ({ status })),
    })),
  };
  writeFileSync(path, JSON.stringify(report));
  const { passed, failed } = countVitest(path, ok);
  return `${passed} passed, ${failed} failed`;
}

test('tests are counted one by one, skipped ones not at all', () => {
  expect(countOf(false, { good: ['passed', 'pending'], bad: ['failed', 'failed', 'passed'] })).toBe(
    '2 passed, 2 failed',
  );
});

test('a file that could not be loaded is a failed test', () => {
  expect(countOf(false, { good: ['passed'], bad: [] })).toBe('1 passed, 1 failed');
});

test('a run that ends badly without a failed test, as after a stray error, is a failed test', () => {
  expect(countOf(false, { good: ['passed'] })).toBe('1 passed, 1 failed');
});

test('a run without a report is a failed test', () => {
  expect(countVitest(join(folder, 'none.json'), true)).toMatchObject({ passed: 0, failed: 1 });
});
