import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { codeOf, DatabaseProblem } from './problem.ts';
import { startOf } from './processes.ts';

/** Held by the one process that runs the server of a data folder. */
export type FolderLock = { release: () => void };

const attempts = 4;

/**
 * Takes the data folder for this process, or says who has it. Each process first puts its own mark and then looks for
 * others, so of two at once at most one goes on; the mark of a process that is gone (kill -9, power cut) counts for nothing.
 */
export async function lockFolder(folder: DataFolder): Promise<FolderLock> {
  const own = `${process.pid}.${startOf(process.pid) ?? 'unknown'}`;
  const mark = join(folder.locks, own);
  for (let attempt = 1; ; attempt += 1) {
    putMark(folder, mark);
    const other = holderOf(folder, own);
    if (other === undefined) return { release: () => rmSync(mark, { force: true }) };
    rmSync(mark, { force: true });
    if (attempt === attempts) throw alreadyRunning(folder, other);
    // Two that start in the same moment both step back; an uneven pause lets one of them in.
    await sleep(20 + Math.random() * 120);
  }
}

// Marks of dead processes are removed on the way.
function holderOf(folder: DataFolder, except?: string): number | undefined {
  for (const name of readdirSync(folder.locks)) {
    if (name === except) continue;
    const dot = name.indexOf('.');
    const pid = Number(name.slice(0, dot));
    if (startOf(pid) === name.slice(dot + 1)) return pid;
    rmSync(join(folder.locks, name), { force: true });
  }
  return undefined;
}

/** Whether another process runs the server of a data folder now. */
export function isHeld(folder: DataFolder): boolean {
  return existsSync(folder.locks) && holderOf(folder) !== undefined;
}

function putMark(folder: DataFolder, mark: string): void {
  try {
    writeFileSync(mark, '', { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw alreadyRunning(folder, process.pid);
    throw error;
  }
}

function alreadyRunning(folder: DataFolder, pid: number): DatabaseProblem {
  return new DatabaseProblem(
    'already_running',
    `Cửa Số đang chạy trên thư mục ${folder.path} (tiến trình ${pid}): hãy dừng tiến trình đó trước hoặc chọn CUASO_DATA khác.`,
    `Cửa Số already runs on the folder ${folder.path} (process ${pid}): stop that process first, or choose another CUASO_DATA.`,
  );
}
