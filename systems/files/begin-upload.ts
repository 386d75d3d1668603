import { fail } from '@cuaso/kernel/errors.ts';
import { maxFileBytes } from '@cuaso/platform/files/file-kinds.ts';
import { refuseFile } from '@cuaso/platform/files/refuse-file.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** What one person may have under way at once. */
const mostUploads = 30;
const mostBytes = 200 * 1024 * 1024;

/** Begins to take a file piece by piece, so that a broken line loses no more than the last piece. */
export const beginUpload = command({
  name: 'files.begin-upload',
  summary: 'Bắt đầu tải tệp lên từng phần',
  input: z.strictObject({ name: z.string().min(1).max(500), size: z.int().min(0) }),
  output: z.strictObject({ uploadId: z.string() }),
  access: {
    signedIn: 'anyone',
    because: 'Ai có tài khoản cũng phải nộp được giấy tờ; tệp chỉ người tải lên dùng được.',
  },
  limits: { callsPerMinute: 60 },
  run: async (ctx, { name, size }) => {
    if (size === 0) refuseFile('empty', 'Tệp rỗng (0 byte). Hãy chọn lại tệp.');
    if (size > maxFileBytes)
      refuseFile('too_large', 'Tệp quá mức 20 MB. Hãy quét ở 200 dpi hoặc chia thành nhiều tệp.');
    const by = actorWordOf(ctx.actor);
    // Many at once must not slip under the quota.
    await sql`select pg_advisory_xact_lock(hashtext(${`files.upload:${by}`}))`.execute(ctx.tx);
    const open = await sql<{
      count: number;
      bytes: number;
    }>`select count(*)::int as count, coalesce(sum(size), 0)::int as bytes
      from files.upload where uploaded_by = ${by} and file_id is null`.execute(ctx.tx);
    const { count = 0, bytes = 0 } = open.rows[0] ?? {};
    if (count >= mostUploads || bytes + size > mostBytes) fail('too_many', 'files.too_many_uploads');
    const uploadId = ctx.newId();
    await sql`insert into files.upload (id, uploaded_by, name, size, begun_at)
      values (${uploadId}, ${by}, ${name}, ${size}, ${ctx.now})`.execute(ctx.tx);
    return { uploadId };
  },
});
