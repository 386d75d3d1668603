// What bin/db verify looks at: the files of the migrations, the checksums of the pages, and the audit.
import { verifyAudit } from '../platform/audit/verify.ts';
import type { Database } from '../platform/database/database.ts';
import { planMigrations } from '../platform/database/migrate.ts';
import type { PlatformServer } from '../platform/database/platform-server.ts';
import { DatabaseProblem } from '../platform/database/problem.ts';

type Say = (text: string) => void;

/** Says what was checked; throws when something is not as it was written. */
export async function verifyDatabase(server: PlatformServer, database: Database, say: Say): Promise<void> {
  const { applied, pending } = await planMigrations(server.owner ?? server.app);
  say(`${applied.length} bước cập nhật đúng như đã chạy, ${pending.length} chưa chạy / migrations unchanged, not run`);
  await checkPages(database, say);
  const found = await verifyAudit(database.db);
  say(
    `${found.entries} mục nhật ký, ${found.batches} lô, ${found.unsealed} chưa niêm phong / entries, batches, unsealed`,
  );
  for (const problem of found.problems) say(JSON.stringify(problem));
  if (found.ok) return say('Nhật ký và dữ liệu khớp nhau. / The audit and the data agree.');
  throw new DatabaseProblem(
    'audit_broken',
    'Nhật ký hoặc dữ liệu đã bị sửa ngoài hệ thống: xem các dòng ở trên, dòng đầu là chỗ đầu tiên.',
    'The audit or the data were changed outside the system: see the lines above, the first one first.',
  );
}

async function checkPages(database: Database, say: Say): Promise<void> {
  const { rows } = await database.pool.query<{ checksums: string; failures: number }>(
    `select current_setting('data_checksums') as checksums, coalesce(sum(checksum_failures), 0)::bigint as failures from pg_stat_database`,
  );
  const { checksums = 'off', failures = 0 } = rows[0] ?? {};
  say(
    `Kiểm tra trang dữ liệu: ${checksums}, ${failures} trang lỗi / page checksums: ${checksums}, ${failures} failures`,
  );
  if (failures === 0) return;
  throw new DatabaseProblem(
    'audit_broken',
    `PostgreSQL đã gặp ${failures} trang dữ liệu hỏng: hãy phục hồi từ bản sao lưu.`,
    `PostgreSQL met ${failures} damaged data pages: restore from a backup.`,
  );
}
