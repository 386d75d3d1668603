import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { codeOf, DatabaseProblem, diskFull, wrongOwner } from './problem.ts';

/** Where everything that one installation keeps is found. */
export type DataFolder = {
  path: string;
  cluster: string;
  sockets: string;
  secrets: string;
  locks: string;
  log: string;
  files: string;
};

// The kernel allows 107 bytes for the whole path of a socket; the rest is "/.s.PGSQL.5432.lock".
const longestSocketFolder = 107 - '/.s.PGSQL.5432.lock'.length;
// A few segments of WAL: with less the server would stop in the middle of somebody's work.
const leastFreeBytes = 64 * 1024 * 1024;

/** The project's own folder. */
export const projectFolder = resolve(import.meta.dirname, '../..');

/** The data folder of this installation: $CUASO_DATA, or var/ beside the project. */
export function dataFolder(path: string = process.env['CUASO_DATA'] || join(projectFolder, 'var')): DataFolder {
  const full = resolve(path);
  return {
    path: full,
    cluster: join(full, 'postgres'),
    sockets: socketFolderOf(full),
    secrets: join(full, 'secrets.json'),
    locks: join(full, 'lock'),
    log: join(full, 'postgres.log'),
    files: join(full, 'files'),
  };
}

/** Makes the folders that are missing; refuses a foreign owner and a full disk before anything is written. */
export function prepareDataFolder(folder: DataFolder): void {
  try {
    mkdirSync(folder.path, { recursive: true, mode: 0o700 });
    for (const path of [folder.path, folder.cluster]) requireOwner(path);
    requireRoom(folder.path);
    mkdirSync(folder.locks, { recursive: true, mode: 0o700 });
    makePrivate(folder.sockets);
  } catch (error) {
    throw folderProblem(folder.path, error);
  }
}

/** Turns what the file system said into a sentence. */
export function folderProblem(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path, error);
  if (code === 'EACCES' || code === 'EPERM') return wrongOwner(path, error);
  if (code !== 'EROFS' && code !== 'ENOTDIR' && code !== 'EEXIST') return error;
  return new DatabaseProblem(
    'folder_unusable',
    `Không dùng được thư mục dữ liệu ${path}: nó không phải là thư mục hoặc chỉ được đọc.`,
    `The data folder ${path} cannot be used: it is not a folder, or it is read-only.`,
    error,
  );
}

function socketFolderOf(path: string): string {
  const beside = join(path, 'run');
  if (Buffer.byteLength(beside) <= longestSocketFolder) return beside;
  const name = createHash('sha256').update(path).digest('hex').slice(0, 12);
  return join(tmpdir(), `cuaso-${userInfo().uid}-${name}`);
}

function requireOwner(path: string): void {
  if (process.getuid === undefined || !existsSync(path)) return;
  if (statSync(path).uid !== process.getuid()) throw wrongOwner(path);
}

function requireRoom(path: string): void {
  const disk = statfsSync(path);
  if (disk.bavail * disk.bsize < leastFreeBytes) throw diskFull(path);
}

function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const found = lstatSync(path);
    const mine = process.getuid === undefined || found.uid === process.getuid();
    // In the shared temp folder somebody else could have laid a trap under the name.
    if (!found.isDirectory() || !mine || (found.mode & 0o077) !== 0) throw wrongOwner(path, error);
  }
}
