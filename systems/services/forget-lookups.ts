import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const keptHours = 48;
const batch = 20_000;

/** Forgets look-ups once they no longer count against any limit; a job calls it. */
export const forgetLookups = command({
  name: 'services.forget-lookups',
  summary: 'Xoá các lượt tra cứu bằng mã dùng một lần đã quá hạn',
  input: z.strictObject({}),
  output: z.strictObject({ forgotten: z.int() }),
  access: { system: 'Chỉ công việc định kỳ của hệ thống được xoá các lượt tra cứu.' },
  run: async (ctx) => {
    const before = new Date(ctx.now.getTime() - keptHours * 3_600_000);
    const gone = await sql`delete from services.lookup where id in (select id from services.lookup
      where asked_at < ${before} order by asked_at limit ${batch} for update skip locked)`.execute(ctx.tx);
    return { forgotten: Number(gone.numAffectedRows ?? 0n) };
  },
});
