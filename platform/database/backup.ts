import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { TransformStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { takeBaseBackup } from './base-backup.ts';
import type { Sink } from './base-backup.ts';
import { folderProblem } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import type { PlatformServer } from './platform-server.ts';
import { DatabaseProblem } from './problem.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

/** Where, in a backup, the things are that are not PostgreSQL's. */
export const besideCluster = '.cuaso/';

/** Where a backup goes when no file is named: `backup/cuaso-20261123-150405.tar.zst` in the data folder, time of Vietnam. */
export function defaultBackupFile(folder: DataFolder, at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .slice(0, 15)
    .replace('T', '-');
  return join(folder.path, 'backup', `cuaso-${local}.tar.zst`);
}

/** Backs a running system up into one file: the cluster with its WAL and manifest, the secrets, the uploaded files. */
export async function backUp(server: PlatformServer, file: string): Promise<{ file: string; bytes: number }> {
  const { superuser, folder } = server;
  if (!superuser) throw notEmbedded();
  const target = resolve(file);
  const partial = `${target}.partial`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    await writeArchive(partial, async (sink) => {
      const { manifest } = await takeBaseBackup(superuser, sink);
      await writeFile(sink, 'backup_manifest', manifest);
      await writeFile(sink, `${besideCluster}secrets.json`, readFileSync(folder.secrets));
      // After the database: every file that it names is there by now, and files are never changed.
      for (const name of filesUnder(folder.files)) {
        await copyFile(sink, `${besideCluster}files/${name}`, join(folder.files, name));
      }
    });
    renameSync(partial, target);
    return { file: target, bytes: statSync(target).size };
  } catch (error) {
    rmSync(partial, { force: true });
    throw folderProblem(dirname(target), error);
  }
}

async function writeArchive(file: string, fill: (sink: Sink) => Promise<void>): Promise<void> {
  const { readable, writable } = new TransformStream<Buffer, Buffer>();
  const writer = writable.getWriter();
  const sink: Sink = async (piece) => {
    await writer.ready;
    await writer.write(piece);
  };
  const written = pipeline(
    Readable.fromWeb(readable),
    createZstdCompress(),
    createWriteStream(file, { mode: 0o600, flush: true }),
  );
  const filled = fill(sink)
    .then(() => sink(tarEnd))
    .then(
      () => writer.close(),
      async (error: unknown) => {
        await writer.abort(error);
        throw error;
      },
    );
  const [writing, filling] = await Promise.allSettled([written, filled]);
  // When the disk is full both fail, and the writer's reason is the true one.
  if (writing.status === 'rejected') throw writing.reason;
  if (filling.status === 'rejected') throw filling.reason;
}

async function writeFile(sink: Sink, name: string, content: Buffer): Promise<void> {
  await sink(Buffer.concat([tarHeader(name, content.length), content, tarPadding(content.length)]));
}

async function copyFile(sink: Sink, name: string, path: string): Promise<void> {
  const { size } = statSync(path);
  await sink(tarHeader(name, size));
  for await (const piece of createReadStream(path)) await sink(piece);
  await sink(tarPadding(size));
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function notEmbedded(): DatabaseProblem {
  return new DatabaseProblem(
    'not_reachable',
    'Máy chủ của DATABASE_URL được sao lưu bằng công cụ của chính nó (pg_basebackup): lệnh này chỉ dùng cho cơ sở dữ liệu đi kèm.',
    'The server of DATABASE_URL is backed up with its own tools (pg_basebackup): this command is for the embedded database.',
  );
}
