import { createHash } from 'node:crypto';
import type { WorkCalendar } from '@cuaso/kernel/calendar.ts';
import { type CalendarData, calendarOf } from '@cuaso/kernel/calendar-data.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { getCurrentCalendar } from '@cuaso/platform/cases/calendar.ts';
import { openDossiers } from '@cuaso/platform/cases/calendar-change.ts';
import { deadlineOfState } from '@cuaso/platform/cases/projection.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** A dossier whose promise would move: from when to when. */
export const movedSchema = z.strictObject({
  dossierId: z.string(),
  code: z.string(),
  procedureName: z.string(),
  agencyName: z.string(),
  oldDueAt: z.string().nullable(),
  newDueAt: z.string().nullable(),
});
/** A dossier whose promise would move. */
export type Moved = z.infer<typeof movedSchema>;

/** A calendar that somebody proposes, checked; its hash covers the content and the calendar that it would replace. */
export type Proposal = { calendar: WorkCalendar; currentVersion: string; hash: string };

/** Checks a proposed calendar: sound in itself, under a name of its own. */
export async function proposalOf(ctx: Context, content: CalendarData): Promise<Proposal> {
  const calendar = calendarOf(content);
  const current = await getCurrentCalendar(ctx);
  const taken = await sql`select from cases.calendar where version = ${calendar.version}`.execute(ctx.tx);
  if (taken.rows.length > 0)
    fail('invalid', 'onestop.calendar_version_taken', { fields: { 'content.version': versionTaken } });
  const hash = createHash('sha256')
    .update(JSON.stringify([current.version, content]))
    .digest('hex');
  return { calendar, currentVersion: current.version, hash };
}

/** How many dossiers are open, and those of them whose promise the calendar would move. */
export async function effectOf(ctx: Context, calendar: WorkCalendar): Promise<{ open: number; moved: Moved[] }> {
  const names = await agencyNames(ctx);
  const moved: Moved[] = [];
  let open = 0;
  for await (const batch of openDossiers(ctx, 'look')) {
    open += batch.length;
    for (const { id, code, procedureName, agencyId, dueAt, folded } of batch) {
      const newDueAt = deadlineOfState(folded, calendar)?.dueAt ?? null;
      if (newDueAt?.getTime() === dueAt?.getTime()) continue;
      const dates = { oldDueAt: dueAt?.toISOString() ?? null, newDueAt: newDueAt?.toISOString() ?? null };
      moved.push({ dossierId: id, code, procedureName, agencyName: names.get(agencyId) ?? '', ...dates });
    }
  }
  return { open, moved: moved.toSorted((a, b) => (a.code < b.code ? -1 : 1)) };
}

const versionTaken = 'Đã có phiên bản lịch mang tên này. Hãy đặt tên khác.';

async function agencyNames(ctx: Context): Promise<Map<string, string>> {
  const found = await sql<{ id: string; name: string }>`select agency_id as id, name from directory.agency_version
    where valid @> ${dayOf(ctx.now)}::date`.execute(ctx.tx);
  return new Map(found.rows.map(({ id, name }) => [id, name]));
}
