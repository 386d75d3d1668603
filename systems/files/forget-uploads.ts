import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { removeUploads, uploadHours } from './own-upload.ts';

const batch = 5000;

/** Removes uploads that were begun a day ago, finished or not; a job calls it. */
export const forgetUploads = command({
  name: 'files.forget-uploads',
  summary: 'Xoá tệp tải lên dở dang quá một ngày',
  input: z.strictObject({}),
  output: z.strictObject({ uploads: z.int() }),
  access: { system: 'Chỉ công việc định kỳ của hệ thống được xoá tệp.' },
  run: async (ctx) => {
    const before = new Date(ctx.now.getTime() - uploadHours * 3_600_000);
    const found = await sql<{ id: string }>`select id from files.upload where begun_at < ${before}
      order by begun_at, id limit ${batch} for update skip locked`.execute(ctx.tx);
    await removeUploads(
      ctx,
      found.rows.map((row) => row.id),
    );
    return { uploads: found.rows.length };
  },
});
