import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { embeddedConnection } from './connection.ts';
import { dataFolder } from './data-folder.ts';
import { startEmbeddedServer } from './embedded-server.ts';
import { exitCodes } from './problem.ts';
import { processesIn, signal, waitUntilGone } from './processes.ts';
import { withClient } from './set-up.ts';

const path = mkdtempSync(join(tmpdir(), 'cuaso-crash-'));
const folder = dataFolder(path);
const program = join(import.meta.dirname, '../../test/faults/server-process.ts');
const acknowledged = new Set<number>();
const started: ChildProcess[] = [];

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await waitUntilGone(() => processesIn(folder.cluster), 10_000);
  rmSync(path, { recursive: true, force: true });
});

/** Starts the writing process and waits until it writes. */
async function startWriter(): Promise<ChildProcess> {
  const first = Math.max(0, ...acknowledged) + 1_000;
  const child = spawn(process.execPath, [program, path, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (/^\d+$/.test(line)) acknowledged.add(Number(line));
  });
  await written(200);
  return child;
}

/** Waits until so many more rows are acknowledged. */
async function written(more: number): Promise<void> {
  const goal = acknowledged.size + more;
  await expect.poll(() => acknowledged.size, { timeout: 20_000, interval: 10 }).toBeGreaterThan(goal);
}

async function missingRows(): Promise<number[]> {
  const before = [...acknowledged];
  return withClient(embeddedConnection(folder, 'superuser', 'postgres'), async (client) => {
    const found = await client.query<{ n: string }>('select n from public.acknowledged');
    const kept = new Set(found.rows.map((row) => Number(row.n)));
    return before.filter((n) => !kept.has(n));
  });
}

const postmaster = () => Number(readFileSync(join(folder.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
const gone = (child: ChildProcess) => new Promise((done) => child.once('close', done));

test('a second start on the same folder says so and stops', async () => {
  const writer = await startWriter();
  const refused = startEmbeddedServer(folder);
  await expect(refused).rejects.toMatchObject({ kind: 'already_running', exitCode: exitCodes.already_running });
  await expect(refused).rejects.toThrow(`(tiến trình ${writer.pid})`);
  const second = spawn(process.execPath, [program, path], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  second.stderr.on('data', (piece) => (said += String(piece)));
  expect(await gone(second)).toBe(exitCodes.already_running);
  expect(said.trim().split('\n')).toHaveLength(2);
  await written(50);
});

test('a server killed by kill -9 comes back by itself with all that was acknowledged', async () => {
  const before = postmaster();
  process.kill(before, 'SIGKILL');
  await written(500);
  expect(postmaster()).not.toBe(before);
  expect(await missingRows()).toEqual([]);
});

test('a killed parent takes the server down in good order, and the next start has every row', async () => {
  const writer = started.at(-1);
  if (!writer) throw new Error('the first test starts it');
  writer.kill('SIGKILL');
  await gone(writer);
  expect(await waitUntilGone(() => processesIn(folder.cluster), 10_000)).toBe(true);
  const server = await startEmbeddedServer(folder);
  expect(await missingRows()).toEqual([]);
  await server.stop();
});

test('parent, server and children killed at once leave a folder that starts at once', async () => {
  const writer = await startWriter();
  signal([writer.pid ?? 0, ...processesIn(folder.cluster)], 'SIGKILL');
  await gone(writer);
  const server = await startEmbeddedServer(folder);
  expect(await missingRows()).toEqual([]);
  await server.stop();
});

test('a server killed before its children: they are ended before the next one touches the files', async () => {
  const writer = await startWriter();
  signal([writer.pid ?? 0, postmaster()], 'SIGKILL');
  const server = await startEmbeddedServer(folder);
  expect(await missingRows()).toEqual([]);
  await server.stop();
});

test('a pid file that names a stranger does not keep the server from starting', async () => {
  writeFileSync(join(folder.cluster, 'postmaster.pid'), `${process.pid}\n${folder.cluster}\n1\n5432\n\n\n\nready   \n`);
  const server = await startEmbeddedServer(folder);
  expect(await missingRows()).toEqual([]);
  await server.stop();
  expect(processesIn(folder.cluster)).toEqual([]);
});
