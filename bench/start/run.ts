// The first start with the demo province and a later one. node bench/start/run.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../test/server-process.ts';
import { shown } from '../timing.ts';

const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-'));
try {
  for (const [name, aim] of [
    ['first start', 60],
    ['later start', 5],
    ['later start', 5],
  ] as const) {
    const started = performance.now();
    const server = await startServer(data, { CUASO_DEMO_DOSSIERS: '2150' }, 300_000);
    console.log(`${name}: ${shown((performance.now() - started) / 1000)} s (aim: under ${aim} s)`);
    await server.stop();
  }
} finally {
  rmSync(data, { recursive: true, force: true });
}
