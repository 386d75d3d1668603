// What bin/test does once the packages are there: one step after the other, one line each, and the count at the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countVitest } from './count-vitest.ts';
import { runStep } from './run-step.ts';
import type { Step } from './run-step.ts';

const { values: options, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, long: { type: 'boolean', default: false } },
});

const minutes = options.long ? 120 : 30;
const deadline = performance.now() + minutes * 60_000;
const folder = mkdtempSync(join(tmpdir(), 'cuaso-test-'));
const report = join(folder, 'vitest.json');

const everywhere: Step[] = [
  { name: 'formatter', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'linter', command: ['oxlint', '--quiet'] },
  { name: 'compiler', command: ['tsc', '-p', '.'] },
  { name: 'style', command: ['node', 'test/tidy.ts'] },
];

const thorough: Step[] = [
  {
    name: 'system packages',
    command: ['bin/packages', 'chromium-headless-shell', 'poppler-utils', 'softhsm2', 'opensc', 'openssl', 'xmlsec1'],
  },
  { name: 'schema dump', command: ['bin/db', 'dump', '--check'] },
  { name: 'API document', command: ['bin/openapi', '--check'] },
  { name: 'pages: sync', command: ['svelte-kit', 'sync'], cwd: 'web' },
  { name: 'pages: check', command: ['svelte-check', '--fail-on-warnings', '--output', 'human'], cwd: 'web' },
  { name: 'pages: build', command: ['bin/build-web'] },
];

const tests: Step = {
  name: 'tests',
  command: [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(options.quick ? ['--exclude', '**/*.slow.test.ts'] : []),
    ...paths,
  ],
  env: options.long ? { CUASO_LONG: '1' } : {},
  count: (ok) => countVitest(report, ok),
};

function chosenSteps(): Step[] {
  if (paths.length > 0) return [tests];
  return options.quick ? [...everywhere, tests] : [...everywhere, ...thorough, tests];
}

let passed = 0;
let failed = 0;
for (const step of chosenSteps()) {
  const outcome = await runStep(step, deadline);
  passed += outcome.passed;
  failed += outcome.failed;
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed > 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
