import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const hasProc = process.platform === 'linux';

/** Tells a process apart from a later one with the same number: its start time, or nothing when it is gone. */
export function startOf(pid: number): string | undefined {
  try {
    if (!hasProc)
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may itself hold spaces and brackets, so count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${bootId()}-${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** The servers and their children that work in a cluster folder; PostgreSQL makes it their working directory. */
export function processesIn(cluster: string): number[] {
  if (!hasProc) return processFromPidFile(cluster);
  const found: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (readlinkSync(`/proc/${name}/cwd`) !== cluster) continue;
      if (!readFileSync(`/proc/${name}/comm`, 'utf8').startsWith('postgres')) continue;
      if (startOf(Number(name)) !== undefined) found.push(Number(name));
    } catch {
      // The process ended while we looked, or belongs to somebody else.
    }
  }
  return found;
}

/** Sends a signal to processes that may be gone already. */
export function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Gone already.
    }
  }
}

/** Waits until the list is empty; false when it still is not after the given time. */
export async function waitUntilGone(list: () => readonly number[], milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (list().length > 0) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8);
}

function processFromPidFile(cluster: string): number[] {
  try {
    const pid = Number(readFileSync(`${cluster}/postmaster.pid`, 'utf8').split('\n')[0]);
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') ? [pid] : [];
  } catch {
    return [];
  }
}
