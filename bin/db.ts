// The commands of bin/db. Each ends with exit code 0, or with one sentence and a code of its own (problem.ts).
import { parseArgs } from 'node:util';
import { openDatabase } from '../platform/database/database.ts';
import { migrate, planMigrations } from '../platform/database/migrate.ts';
import { openPlatformServer } from '../platform/database/platform-server.ts';
import type { PlatformServer } from '../platform/database/platform-server.ts';
import { DatabaseProblem, reportProblem } from '../platform/database/problem.ts';
import { setUpText } from '../platform/database/set-up.ts';
import { migrateJobs } from '../platform/jobs/migrate-jobs.ts';

const usage = `Cách dùng / Usage:
  bin/db plan                        các bước cập nhật sẽ chạy / the migrations that would run, with their SQL
  bin/db migrate                     chạy các bước đó / runs them
  bin/db setup                       lệnh cho quản trị viên máy chủ PostgreSQL / what the administrator of a server runs once
  bin/db dump [--check]              ghi hoặc so schema.sql và schema.generated.ts / writes or compares them
  bin/db backup [FILE]               sao lưu khi hệ thống đang chạy / backs up while the system runs
  bin/db restore FILE [--to FOLDER]  phục hồi vào một thư mục trống / restores into an empty folder
  bin/db verify                      kiểm tra nhật ký và dữ liệu / checks the audit and the data
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    to: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

const commands: Record<string, () => Promise<void>> = {
  plan: () => withServer(plan),
  migrate: () => withServer(runMigrations),
  setup: async () => say(setUpText()),
  dump: async () => {
    const { checkDump, writeDump } = await import('./db-dump.ts');
    await (values.check ? checkDump() : writeDump());
  },
  backup: () => withServer((server) => backup(server, positionals[1])),
  restore: async () => restore(positionals[1], values.to),
  verify: () => withServer(verify),
};

const command = commands[positionals[0] ?? ''];
if (!command || values.help) {
  process.stderr.write(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  await command().catch((error: unknown) => {
    process.exitCode = reportProblem(error);
  });
}

async function withServer(work: (server: PlatformServer) => Promise<void>): Promise<void> {
  const server = await openPlatformServer({ attach: true });
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

async function plan(server: PlatformServer): Promise<void> {
  const { applied, pending } = await planMigrations(server.owner ?? server.app);
  for (const file of pending) say(`-- ${file.path}\n${file.text}`);
  say(`-- ${applied.length} đã chạy, ${pending.length} sẽ chạy / ${applied.length} applied, ${pending.length} to run`);
}

async function runMigrations(server: PlatformServer): Promise<void> {
  if (!server.owner) {
    throw new DatabaseProblem(
      'not_set_up',
      'Thiếu DATABASE_OWNER_URL: cập nhật cơ sở dữ liệu cần vai trò cuaso_owner.',
      'DATABASE_OWNER_URL is missing: migrations need the role cuaso_owner.',
    );
  }
  const ran = await migrate(server.owner);
  await migrateJobs(server.owner);
  for (const name of ran) say(name);
  say(`${ran.length} đã chạy / ran`);
}

async function backup(server: PlatformServer, file: string | undefined): Promise<void> {
  const { backUp, defaultBackupFile } = await import('../platform/database/backup.ts');
  const made = await backUp(server, file ?? defaultBackupFile(server.folder, new Date()));
  say(`${made.file}: ${made.bytes} byte`);
  say('Tệp này chứa toàn bộ dữ liệu và các khóa bí mật: hãy giữ ở nơi an toàn, ngoài máy này.');
  say('This file holds all data and the secrets: keep it in a safe place, not on this machine.');
}

async function restore(file: string | undefined, to: string | undefined): Promise<void> {
  if (!file) return void process.stderr.write(usage);
  const { restoreBackup } = await import('../platform/database/restore.ts');
  const { dataFolder } = await import('../platform/database/data-folder.ts');
  const restored = await restoreBackup(file, dataFolder(to));
  say(`${restored.folder.path}: ${restored.files} tệp / files, ${restored.migrations} bước cập nhật / migrations`);
}

async function verify(server: PlatformServer): Promise<void> {
  const { verifyDatabase } = await import('./db-verify.ts');
  const database = openDatabase(server.owner ?? server.app, { statementTimeoutMilliseconds: 0 });
  try {
    await verifyDatabase(server, database, say);
  } finally {
    await database.close();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
