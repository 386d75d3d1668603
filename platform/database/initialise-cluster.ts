import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { DatabaseProblem, diskFull } from './problem.ts';
import { secretOf } from './secrets.ts';
import { asServerUser, majorVersion } from './server-binaries.ts';

/** The superuser; used for set-up, backup and nothing else. */
export const superuser = 'postgres';

/** Makes the cluster when there is none; refuses one of another major version. */
export function initialiseCluster(folder: DataFolder, binaries: string): void {
  if (existsSync(join(folder.cluster, 'PG_VERSION'))) return requireSameMajor(folder);
  if (existsSync(folder.cluster) && readdirSync(folder.cluster).length > 0) throw notACluster(folder);
  const unfinished = `${folder.cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  runInitdb(folder, binaries, unfinished);
  // Renamed when whole, so that a power cut in the middle leaves nothing that looks like a cluster.
  rmSync(folder.cluster, { recursive: true, force: true });
  renameSync(unfinished, folder.cluster);
}

function runInitdb(folder: DataFolder, binaries: string, cluster: string): void {
  const passwordFile = join(folder.path, '.first-password');
  writeFileSync(passwordFile, secretOf(folder, 'database.superuser'), { mode: 0o600 });
  const choices = ['--username', superuser, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--data-checksums'];
  const locale = ['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--locale-provider', 'icu', '--icu-locale', 'vi'];
  const initdb = asServerUser(join(binaries, 'initdb'), ['-D', cluster, ...choices, ...locale], {
    dieWithParent: true,
  });
  try {
    const done = spawnSync(initdb.program, initdb.parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    if (done.status === 0) return;
    if (/No space left on device/.test(done.stderr)) throw diskFull(folder.path);
    throw new DatabaseProblem(
      'server_failed',
      `Không tạo được cơ sở dữ liệu trong ${folder.cluster}: ${lastLine(done.stderr)}`,
      `The database cannot be made in ${folder.cluster}: ${lastLine(done.stderr)}`,
      done.error ?? done.stderr,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function requireSameMajor(folder: DataFolder): void {
  const found = readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === String(majorVersion)) return;
  throw new DatabaseProblem(
    'other_major_version',
    `Dữ liệu trong ${folder.cluster} thuộc PostgreSQL ${found}, bản này dùng ${majorVersion}: hãy chạy bản Cửa Số cũ để sao lưu rồi phục hồi.`,
    `The data in ${folder.cluster} belong to PostgreSQL ${found}, this version uses ${majorVersion}: move them with the earlier version of Cửa Số.`,
  );
}

function notACluster(folder: DataFolder): DatabaseProblem {
  return new DatabaseProblem(
    'folder_unusable',
    `Thư mục ${folder.cluster} có dữ liệu nhưng không phải là cơ sở dữ liệu PostgreSQL: hãy chọn thư mục khác.`,
    `The folder ${folder.cluster} is not empty and not a PostgreSQL database: choose another folder.`,
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
