import { addDays, dayOf, instantAt } from '@cuaso/kernel/clock.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { draftDays } from './draft.ts';
import { removeDrafts } from './remove-drafts.ts';

const batch = 5000;
const keptTypingHours = 24;

/** Forgets drafts that nobody has saved for ninety days, and what was kept of broken sessions for a day; a job calls it. */
export const forgetDrafts = command({
  name: 'services.forget-drafts',
  summary: 'Xoá bản nháp quá 90 ngày không sửa',
  input: z.strictObject({}),
  output: z.strictObject({ drafts: z.int(), typings: z.int() }),
  access: { system: 'Chỉ công việc định kỳ của hệ thống được xoá bản nháp quá hạn.' },
  run: async (ctx) => {
    const before = instantAt(addDays(dayOf(ctx.now), -draftDays), 0);
    const found = await sql<{ id: string }>`select id from services.draft where saved_at < ${before}
      order by saved_at, id limit ${batch} for update skip locked`.execute(ctx.tx);
    await removeDrafts(
      ctx,
      found.rows.map((row) => row.id),
    );
    const yesterday = new Date(ctx.now.getTime() - keptTypingHours * 3_600_000);
    const typings = await sql`delete from services.kept_typing where kept_at < ${yesterday}`.execute(ctx.tx);
    return { drafts: found.rows.length, typings: Number(typings.numAffectedRows ?? 0n) };
  },
});
