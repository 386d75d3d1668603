import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { testPlatform } from '../../test/platform.ts';
import type { Platform } from '../operations/platform.ts';
import { cronTimeOf } from './crontab.ts';
import { enqueue } from './enqueue.ts';
import { forgetKeys } from './forget-keys.ts';
import { type Job, job } from './job.ts';
import { startJobs } from './start-jobs.ts';

let world: World;
let platform: Platform;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  world = await openWorld();
  platform = testPlatform(world.database);
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(() => world.close());

const tools = { dataFolder: '/nowhere', log: () => undefined };
const observed: string[] = [];

async function work(jobs: readonly Job[], pollMs = 100): Promise<{ stop: () => Promise<void> }> {
  const worker = await startJobs({
    platform,
    connection: world.connectionOf('app'),
    jobs,
    tools,
    pollMs,
    observe: ({ job: name, outcome }) => observed.push(`${name} ${outcome}`),
  });
  let over = false;
  const stop = async () => {
    if (!over) await worker.stop();
    over = true;
  };
  ends.push(stop);
  return { stop };
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition() && waited < 8000; waited += 20) await sleep(20);
  expect(condition()).toBe(true);
}

const inTransaction = (what: (ctx: { tx: World['db'] }) => Promise<void>) =>
  world.db.transaction().execute((tx) => what({ tx }));

test('a job exists if and only if its transaction was committed, and the application may add and work it off', async () => {
  const done: unknown[] = [];
  await work([
    job({ name: 'test.note', payload: z.object({ n: z.int() }), run: async (_, { n }) => void done.push(n) }),
  ]);
  await inTransaction((ctx) => enqueue(ctx, 'test.note', { n: 1 }));
  const lost = inTransaction(async (ctx) => {
    await enqueue(ctx, 'test.note', { n: 2 });
    throw new Error('rolled back');
  });
  await expect(lost).rejects.toThrow('rolled back');
  await inTransaction((ctx) => enqueue(ctx, 'test.note', { n: 3 }));
  await until(() => done.length === 2);
  expect(done.toSorted()).toEqual([1, 3]);
});

test('jobs of one key that wait become one; a later instant is waited for', async () => {
  const done: unknown[] = [];
  const soon = new Date(Date.now() + 700);
  for (const n of [1, 2, 3]) {
    await inTransaction((ctx) => enqueue(ctx, 'test.keyed', { n }, { key: 'same', runAt: soon }));
  }
  await work([
    job({ name: 'test.keyed', run: async (_, payload) => void done.push(payload, Date.now() >= soon.getTime()) }),
  ]);
  await until(() => done.length > 0);
  await sleep(300);
  expect(done).toEqual([{ n: 3 }, true]);
});

test('a job that fails is told and tried again', async () => {
  let tries = 0;
  await work([
    job({
      name: 'test.fails-once',
      run: async () => {
        tries += 1;
        if (tries === 1) throw new Error('not yet');
      },
    }),
  ]);
  await inTransaction((ctx) => enqueue(ctx, 'test.fails-once', {}));
  await until(() => observed.includes('test.fails-once ok'));
  expect(observed.filter((line) => line.startsWith('test.fails-once'))).toEqual([
    'test.fails-once failed',
    'test.fails-once ok',
  ]);
});

test('stopping lets a job come to its end', async () => {
  const seen: string[] = [];
  const worker = await work([
    job({
      name: 'test.slow',
      run: async () => {
        seen.push('begun');
        await sleep(400);
        seen.push('ended');
      },
    }),
  ]);
  await inTransaction((ctx) => enqueue(ctx, 'test.slow', {}));
  await until(() => seen.length === 1);
  await worker.stop();
  expect(seen).toEqual(['begun', 'ended']);
  const left =
    await sql`select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'test.slow'`.execute(world.db);
  expect(left.rows).toHaveLength(0);
});

test('a job each second runs each second and never twice at once', async () => {
  let running = 0;
  let most = 0;
  let times = 0;
  await work([
    job({
      name: 'test.ticks',
      schedule: { everySeconds: 1 },
      run: async () => {
        running += 1;
        times += 1;
        most = Math.max(most, running);
        await sleep(1500);
        running -= 1;
      },
    }),
  ]);
  await sleep(3600);
  expect([most, times]).toEqual([1, 2]);
});

test('times of the day are those of Viet Nam', () => {
  expect(['00:05', '02:30', '07:00', '23:59'].map(cronTimeOf)).toEqual([
    '5 17 * * *',
    '30 19 * * *',
    '0 0 * * *',
    '59 16 * * *',
  ]);
});

test('keys of thirty days ago are forgotten, younger ones not', async () => {
  await sql`insert into operations.idempotency (actor, key, operation, input_hash, at) values
    ('a', 'old', 'x', 'x', now() - interval '31 days'), ('a', 'young', 'x', 'x', now() - interval '29 days')`.execute(
    world.db,
  );
  await forgetKeys.run(platform, {}, tools);
  const left = await sql<{ key: string }>`select key from operations.idempotency`.execute(world.db);
  expect(left.rows).toEqual([{ key: 'young' }]);
});
