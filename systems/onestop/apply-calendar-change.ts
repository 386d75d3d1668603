import { calendarDataSchema } from '@cuaso/kernel/calendar-data.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { longText } from '@cuaso/kernel/fields.ts';
import { moveToCalendar, openDossiers } from '@cuaso/platform/cases/calendar-change.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { lockCalendar } from './calendar-lock.ts';
import { proposalOf } from './calendar-change.ts';

/**
 * Puts a new working calendar in force and moves every open dossier to it, in one transaction; only what was looked at in
 * the preview can be applied. Results that are ready keep the promise they were measured by.
 */
export const applyCalendarChange = command({
  name: 'onestop.apply-calendar-change',
  summary: 'Áp dụng lịch làm việc mới cho hồ sơ đang giải quyết',
  input: z.strictObject({
    content: calendarDataSchema,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    reason: longText(2000),
  }),
  output: z.strictObject({ version: z.string(), dossiers: z.int() }),
  access: { permission: 'onestop.calendar' },
  run: async (ctx, { content, hash, reason }) => {
    await lockCalendar(ctx, 'change');
    const proposal = await proposalOf(ctx, content);
    if (proposal.hash !== hash) fail('conflict', 'onestop.calendar_not_previewed');
    const { calendar } = proposal;
    await sql`update cases.calendar set is_current = false where is_current`.execute(ctx.tx);
    await sql`insert into cases.calendar (version, content, applied_at, is_current)
      values (${calendar.version}, ${JSON.stringify(content)}::jsonb, ${ctx.now}, true)`.execute(ctx.tx);
    let dossiers = 0;
    for await (const batch of openDossiers(ctx, 'lock')) {
      await moveToCalendar(ctx, batch, calendar, reason);
      dossiers += batch.length;
    }
    return { version: calendar.version, dossiers };
  },
});
