import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { DatabaseProblem, diskFull, wrongOwner } from './problem.ts';
import { processesIn, signal, waitUntilGone } from './processes.ts';
import { asServerUser } from './server-binaries.ts';
import { serverArguments } from './server-settings.ts';
import type { Durability } from './server-settings.ts';

/** A running server process. */
export type Postmaster = { process: ChildProcess; exited: Promise<void> };

const largestLog = 10 * 1024 * 1024;

/** Starts the server program and waits until it answers; a recovery after a crash may take its time. */
export async function startPostmaster(
  folder: DataFolder,
  binaries: string,
  durability: Durability,
): Promise<Postmaster> {
  const logStart = turnLog(folder);
  const log = openSync(folder.log, 'a', 0o600);
  const words = serverArguments(folder.cluster, folder.sockets, durability);
  const server = asServerUser(join(binaries, 'postgres'), words, { dieWithParent: true });
  // Its own session: Ctrl-C in the terminal is for the application, which stops the server last.
  const child = spawn(server.program, server.parameters, { stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  const exited = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  let over = false;
  void exited.then(() => (over = true));
  while (!isReady(folder, child.pid)) {
    if (over) throw startFailed(folder, logStart);
    await sleep(10);
  }
  child.unref();
  return { process: child, exited };
}

/** Stops a server in good order, and with force when it does not follow. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  const { process: child, exited } = postmaster;
  for (const [name, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(name);
    child.ref();
    await Promise.race([exited, sleep(patience, undefined, { ref: false })]);
  }
}

/**
 * Clears away what a dead parent left: a server that still runs is stopped in good order, processes without a server are
 * ended, and the lock files are removed, because the number in them may belong to a stranger by now.
 */
export async function clearLeftovers(folder: DataFolder): Promise<void> {
  const left = () => processesIn(folder.cluster);
  if (left().length > 0) {
    const leader = pidInFile(folder);
    if (leader !== undefined && left().includes(leader)) signal([leader], 'SIGINT');
    if (!(await waitUntilGone(left, 20_000))) {
      signal(left(), 'SIGKILL');
      await waitUntilGone(left, 5_000);
    }
  }
  rmSync(join(folder.cluster, 'postmaster.pid'), { force: true });
  for (const name of readdirSync(folder.sockets)) rmSync(join(folder.sockets, name), { force: true });
}

function isReady(folder: DataFolder, pid: number | undefined): boolean {
  const file = join(folder.cluster, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function pidInFile(folder: DataFolder): number | undefined {
  const file = join(folder.cluster, 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

function turnLog(folder: DataFolder): number {
  if (!existsSync(folder.log)) return 0;
  const size = statSync(folder.log).size;
  if (size < largestLog) return size;
  renameSync(folder.log, `${folder.log}.1`);
  return 0;
}

function startFailed(folder: DataFolder, logStart: number): DatabaseProblem {
  const said = readFileSync(folder.log).subarray(logStart).toString('utf8');
  if (/No space left on device|Disk quota exceeded/.test(said)) return diskFull(folder.path, said);
  if (/wrong ownership|Permission denied/.test(said)) return wrongOwner(folder.path, said);
  if (/lock file .* already exists|shared memory block .* still in use/.test(said)) {
    return new DatabaseProblem(
      'already_running',
      `Một máy chủ cơ sở dữ liệu khác đang dùng ${folder.cluster}: hãy dừng nó trước.`,
      `Another database server uses ${folder.cluster}: stop it first.`,
      said,
    );
  }
  const reason = /(?:FATAL|PANIC):\s+(.*)/.exec(said)?.[1] ?? said.trim().split('\n').at(-1) ?? '';
  return new DatabaseProblem(
    'server_failed',
    `Máy chủ cơ sở dữ liệu không khởi động được (xem ${folder.log}): ${reason}`,
    `The database server did not start (see ${folder.log}): ${reason}`,
    said,
  );
}
