import { calendarDataSchema } from '@cuaso/kernel/calendar-data.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** The working calendar in force, or an earlier version, as it is written down; with all versions and when they came. */
export const getCalendar = query({
  name: 'onestop.get-calendar',
  summary: 'Xem lịch làm việc',
  input: z.strictObject({ version: z.string().max(40).optional() }),
  output: z.strictObject({
    content: calendarDataSchema,
    appliedAt: z.string(),
    isCurrent: z.boolean(),
    versions: z.array(z.strictObject({ version: z.string(), appliedAt: z.string(), isCurrent: z.boolean() })),
  }),
  access: { signedIn: 'official', because: 'the working calendar of the offices holds nothing about anybody' },
  run: async (ctx, { version }) => {
    const listed = await sql<{ version: string; appliedAt: Date; isCurrent: boolean; content: unknown }>`
      select version, applied_at as "appliedAt", is_current as "isCurrent",
        case when version = coalesce(${version ?? null}, (select version from cases.calendar where is_current)) then content end as content
      from cases.calendar order by applied_at desc, version`.execute(ctx.tx);
    const shown = listed.rows.find((row) => row.content !== null) ?? fail('not_found', 'cases.no_such_calendar');
    return {
      content: calendarDataSchema.parse(shown.content),
      appliedAt: shown.appliedAt.toISOString(),
      isCurrent: shown.isCurrent,
      versions: listed.rows.map((row) => ({
        version: row.version,
        appliedAt: row.appliedAt.toISOString(),
        isCurrent: row.isCurrent,
      })),
    };
  },
});
