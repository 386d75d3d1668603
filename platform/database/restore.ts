import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { besideCluster } from './backup.ts';
import { embeddedConnection } from './connection.ts';
import { folderProblem, prepareDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { startEmbeddedServer } from './embedded-server.ts';
import { codeOf, DatabaseProblem } from './problem.ts';
import { asServerUser, serverBinaries } from './server-binaries.ts';
import { withClient } from './set-up.ts';
import { readTar } from './tar.ts';

/** What came back. */
export type Restored = { folder: DataFolder; files: number; migrations: number };

type Sums = Map<string, { bytes: number; sha256: string }>;
type Manifest = { Files: { Path: string; Size: number; 'Checksum-Algorithm': string; Checksum: string }[] };

/** Restores a backup into an empty folder, compares each file with the manifest, and starts the database once. */
export async function restoreBackup(file: string, folder: DataFolder): Promise<Restored> {
  if (existsSync(folder.path) && readdirSync(folder.path).length > 0) throw notEmpty(folder);
  if (!existsSync(file)) throw noSuchFile(file);
  prepareDataFolder(folder);
  try {
    const sums = await unpack(file, folder);
    checkManifest(file, folder, sums);
    const binaries = serverBinaries();
    const flush = asServerUser(join(binaries, 'initdb'), ['--sync-only', '-D', folder.cluster], {
      dieWithParent: true,
    });
    spawnSync(flush.program, flush.parameters);
    return { folder, files: sums.size, migrations: await startOnce(folder) };
  } catch (error) {
    // The folder itself may be a mount, so only what was put into it goes.
    for (const name of readdirSync(folder.path)) rmSync(join(folder.path, name), { recursive: true, force: true });
    throw folderProblem(folder.path, error);
  }
}

async function unpack(file: string, folder: DataFolder): Promise<Sums> {
  const sums: Sums = new Map();
  const archive = createReadStream(file).pipe(createZstdDecompress());
  try {
    for await (const entry of readTar(archive)) {
      const path = targetOf(entry.name, folder);
      if (entry.kind === 'other') throw new RangeError(`${entry.name} is neither a file nor a folder`);
      mkdirSync(entry.kind === 'folder' ? path : dirname(path), { recursive: true, mode: 0o700 });
      if (entry.kind === 'folder') continue;
      const hash = createHash('sha256');
      const hashed = async function* (content: AsyncIterable<Buffer>) {
        for await (const piece of content) {
          hash.update(piece);
          yield piece;
        }
      };
      await pipeline(Readable.from(hashed(entry.content)), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
      sums.set(entry.name, { bytes: entry.bytes, sha256: hash.digest('hex') });
    }
  } catch (error) {
    if (codeOf(error)?.startsWith('E') && !codeOf(error)?.startsWith('ERR_')) throw error;
    throw damaged(file, error instanceof Error ? error.message : String(error), error);
  }
  return sums;
}

function targetOf(name: string, folder: DataFolder): string {
  if (name.startsWith('/') || name.split('/').includes('..')) throw new RangeError(`${name} leads out of the folder`);
  if (!name.startsWith(besideCluster)) return join(folder.cluster, name);
  return join(folder.path, name.slice(besideCluster.length));
}

function checkManifest(file: string, folder: DataFolder, sums: Sums): void {
  const path = join(folder.cluster, 'backup_manifest');
  if (!existsSync(path)) throw damaged(file, 'backup_manifest is missing');
  const text = readFileSync(path, 'utf8');
  // The last line is the checksum of all lines before it.
  const body = text.slice(0, text.lastIndexOf('"Manifest-Checksum"'));
  const own = createHash('sha256').update(body).digest('hex');
  if (!text.slice(body.length).includes(own)) throw damaged(file, 'backup_manifest');
  const manifest: Manifest = JSON.parse(text);
  for (const { Path: name, Size: bytes, Checksum: sha256 } of manifest.Files) {
    const found = sums.get(name);
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw damaged(file, name);
  }
}

async function startOnce(folder: DataFolder): Promise<number> {
  const server = await startEmbeddedServer(folder);
  try {
    return await withClient(embeddedConnection(folder, 'superuser'), async (client) => {
      const found = await client.query<{ n: number }>('select count(*)::int as n from database.migration');
      return found.rows[0]?.n ?? 0;
    });
  } finally {
    await server.stop();
  }
}

function damaged(file: string, what: string, cause?: unknown): DatabaseProblem {
  return new DatabaseProblem(
    'backup_damaged',
    `Bản sao lưu ${file} bị hỏng (${what}): hãy dùng bản khác.`,
    `The backup ${file} is damaged (${what}): use another one.`,
    cause,
  );
}

function notEmpty(folder: DataFolder): DatabaseProblem {
  return new DatabaseProblem(
    'folder_not_empty',
    `Thư mục ${folder.path} không trống: hãy phục hồi vào một thư mục trống bằng --to.`,
    `The folder ${folder.path} is not empty: restore into an empty folder with --to.`,
  );
}

function noSuchFile(file: string): DatabaseProblem {
  return new DatabaseProblem('backup_damaged', `Không có tệp sao lưu ${file}.`, `There is no backup file ${file}.`);
}
