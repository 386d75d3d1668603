import { calendarDataSchema, calendarOf } from '@cuaso/kernel/calendar-data.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Puts the first working calendar in place; later versions come by a change whose effect is shown before. */
export const installCalendar = command({
  name: 'onestop.install-calendar',
  summary: 'Cài lịch làm việc ban đầu',
  input: z.strictObject({ content: calendarDataSchema }),
  output: z.strictObject({ version: z.string() }),
  access: { system: 'the first load of a province; afterwards a change is previewed and applied by an officer' },
  run: async (ctx, input) => {
    const { version } = calendarOf(input.content);
    const installed = await sql`insert into cases.calendar (version, content, applied_at, is_current)
      select ${version}, ${JSON.stringify(input.content)}::jsonb, ${ctx.now}, true
      where not exists (select from cases.calendar)`.execute(ctx.tx);
    if (installed.numAffectedRows !== 1n) fail('conflict', 'onestop.calendar_installed');
    return { version };
  },
});
