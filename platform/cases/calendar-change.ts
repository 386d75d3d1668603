import type { WorkCalendar } from '@cuaso/kernel/calendar.ts';
import { sql } from 'kysely';
import { actorWordOf } from '../identity/actor.ts';
import type { Context } from '../operations/context.ts';
import { getDefinition } from './definition-store.ts';
import type { DossierEvent } from './events.ts';
import { afterEvent } from './fold.ts';
import { projectionOf } from './projection.ts';
import type { DossierState } from './state.ts';

/** A dossier whose promise still runs, or stands still. */
export type OpenDossier = {
  id: string;
  code: string;
  seq: number;
  agencyId: string;
  procedureName: string;
  definitionId: string;
  dueAt: Date | null;
  folded: DossierState;
};

const batchSize = 500;

/** The accepted dossiers without a result, by id in batches; `lock` holds each until the transaction ends. */
export async function* openDossiers(ctx: Context, how: 'look' | 'lock'): AsyncGenerator<OpenDossier[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const found = await sql<OpenDossier>`
      select id, code, seq, agency_id as "agencyId", procedure_name as "procedureName", definition_id as "definitionId",
        due_at as "dueAt", folded
      from cases.dossier where id > ${after} and accepted_at is not null and state in ('processing', 'awaiting_applicant')
      order by id limit ${batchSize} ${how === 'lock' ? sql`for update` : sql``}`.execute(ctx.tx);
    const last = found.rows.at(-1);
    if (last === undefined) return;
    yield found.rows;
    after = last.id;
  }
}

/** Moves held dossiers to a calendar: an event for each and the row it folds to, in two statements. */
export async function moveToCalendar(
  ctx: Context,
  dossiers: readonly OpenDossier[],
  calendar: WorkCalendar,
  reason: string,
): Promise<void> {
  const moved = [];
  for (const { id, seq, folded, definitionId } of dossiers) {
    const body = { kind: 'calendar_changed' as const, calendarVersion: calendar.version, reason };
    const event: DossierEvent = { ...body, seq: seq + 1, at: ctx.now };
    const state = afterEvent(folded, event);
    const { due_at, step_due_at } = projectionOf(state, await getDefinition(ctx, definitionId), calendar);
    moved.push({ id, seq: event.seq, folded: state, due_at, step_due_at });
  }
  const data = JSON.stringify({ calendarVersion: calendar.version, reason });
  const given = JSON.stringify(moved);
  const name = 'name' in ctx.actor ? ctx.actor.name : '';
  await sql`insert into cases.event (dossier_id, seq, kind, at, actor, actor_name, data)
    select id, seq, 'calendar_changed', ${ctx.now}, ${actorWordOf(ctx.actor)}, ${name}, ${data}::jsonb
    from jsonb_to_recordset(${given}::jsonb) x(id uuid, seq int)`.execute(ctx.tx);
  await sql`update cases.dossier d set seq = x.seq, folded = x.folded, calendar_version = ${calendar.version},
      due_at = x.due_at, step_due_at = x.step_due_at
    from jsonb_to_recordset(${given}::jsonb) x(id uuid, seq int, folded jsonb, due_at timestamptz, step_due_at timestamptz)
    where d.id = x.id`.execute(ctx.tx);
}
