import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** A promise is made under the calendar in force: who changes it waits for who promises, and the other way round. */
export async function lockCalendar(ctx: Context, why: 'promise' | 'change'): Promise<void> {
  await (
    why === 'change'
      ? sql`select pg_advisory_xact_lock(hashtext('cases.calendar'))`
      : sql`select pg_advisory_xact_lock_shared(hashtext('cases.calendar'))`
  ).execute(ctx.tx);
}
