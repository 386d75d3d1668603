import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPlatform } from '../../test/platform.ts';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { enqueue } from './enqueue.ts';
import { job } from './job.ts';
import { startJobs } from './start-jobs.ts';

let world: World;
const children: ChildProcess[] = [];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await world.close();
});

const tools = { dataFolder: '/nowhere', log: () => undefined };

/** Another process whose job never comes to an end. */
async function hangingWorker(name: string): Promise<ChildProcess> {
  const connection = JSON.stringify(world.connectionOf('app'));
  const source = `
    import { startJobs } from '${import.meta.dirname}/start-jobs.ts';
    import { setTimeout as sleep } from 'node:timers/promises';
    const run = async () => { process.stdout.write('begun'); await sleep(600_000); };
    await startJobs({ platform: {}, connection: ${connection}, jobs: [{ name: '${name}', run }],
      tools: { dataFolder: '/nowhere', log: () => undefined }, observe: () => undefined, pollMs: 200 });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout ?? child, 'data');
  return child;
}

async function waitFor(condition: () => boolean, milliseconds: number): Promise<void> {
  for (const end = performance.now() + milliseconds; !condition() && performance.now() < end;) await sleep(100);
}

async function worker(name: string, done: string[], life?: Parameters<typeof startJobs>[0]['life']) {
  return startJobs({
    platform: testPlatform(world.database),
    connection: world.connectionOf('app'),
    jobs: [job({ name, run: async () => void done.push(name) })],
    tools,
    observe: () => undefined,
    ...(life && { life }),
  });
}

test('a worker killed in the middle of a job is followed by another within a minute', async () => {
  await world.db.transaction().execute((tx) => enqueue({ tx }, 'test.killed', {}));
  const dead = await hangingWorker('test.killed');
  const done: string[] = [];
  const survivor = await worker('test.killed', done);
  await sleep(3000);
  expect(done).toEqual([]);
  dead.kill('SIGKILL');
  const killed = performance.now();
  await waitFor(() => done.length > 0, 60_000);
  expect(done).toEqual(['test.killed']);
  expect(performance.now() - killed).toBeLessThan(60_000);
  await survivor.stop();
}, 90_000);

test('the job of a worker that lives is left alone, however long it takes', async () => {
  await world.db.transaction().execute((tx) => enqueue({ tx }, 'test.long', {}));
  await hangingWorker('test.long');
  const done: string[] = [];
  const other = await worker('test.long', done, { everyMs: 200, graceMs: 0 });
  await sleep(4000);
  expect(done).toEqual([]);
  await other.stop();
}, 30_000);
