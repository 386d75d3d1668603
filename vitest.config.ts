import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/slow-first.ts';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'web/build/**', 'web/.svelte-kit/**', 'var/**'],
    globalSetup: ['test/database-server.ts'],
    pool: 'forks',
    maxWorkers: 2,
    maxConcurrency: 2,
    sequence: { sequencer: SlowFirst },
    // Patience, not an expectation: a machine of the build may be busy with something else.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
