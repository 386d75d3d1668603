import type { WorkCalendar } from '@cuaso/kernel/calendar.ts';
import { calendarOf } from '@cuaso/kernel/calendar-data.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';

/** A version of the working calendar; versions never change, so each is parsed once. */
export async function getCalendar(ctx: Context, version: string): Promise<WorkCalendar> {
  const known = ctx.memory.get(`calendar:${version}`);
  if (known !== undefined) return known as WorkCalendar;
  const found = await sql<{ content: unknown }>`select content from cases.calendar where version = ${version}`.execute(
    ctx.tx,
  );
  const row = found.rows[0] ?? fail('not_found', 'cases.no_such_calendar', { version });
  const calendar = calendarOf(row.content);
  ctx.memory.set(`calendar:${version}`, calendar);
  return calendar;
}

/** The version that promises are made with today. */
export async function getCurrentCalendar(ctx: Context): Promise<WorkCalendar> {
  const found = await sql<{ version: string }>`select version from cases.calendar where is_current`.execute(ctx.tx);
  return getCalendar(ctx, (found.rows[0] ?? fail('unavailable', 'cases.no_calendar')).version);
}
