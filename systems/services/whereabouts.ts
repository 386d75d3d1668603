import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Held, whereaboutsOf } from './public-steps.ts';

const place = { unitName: z.string(), agencyName: z.string(), since: z.string().nullable() };

/** A step in public: who has it or had it, since when and until when; what is to come has only its usual time. */
export const publicStepSchema = z.strictObject({
  title: z.string(),
  progress: z.enum(['done', 'now', 'to_come']),
  ...place,
  /** When it was done, or by when it must be. */
  until: z.string().nullable(),
  budgetMinutes: z.int(),
});

/** Where a dossier is, in public: who has it now and how to reach them, what comes next, all steps. */
export const whereaboutsSchema = z.strictObject({
  holder: z.strictObject({ ...place, phone: z.string(), until: z.string().nullable() }).nullable(),
  nextTitle: z.string().nullable(),
  steps: z.array(publicStepSchema),
});

/** A dossier with its whereabouts, as look-up and owner see it. */
export type PublicDossier = {
  id: string;
  code: string;
  secret: string;
  procedureName: string;
  agencyName: string;
  state: string;
  submittedAt: Date;
  acceptedAt: Date | null;
  dueAt: Date | null;
  readyAt: Date | null;
  whereabouts: z.infer<typeof whereaboutsSchema>;
};

type Stored = Omit<PublicDossier, 'whereabouts'> & Held;

/** Dossiers with their whereabouts, in one statement; `where` says which, `page` in which order and how many. */
export async function loadWhereabouts(
  ctx: Context,
  where: RawBuilder<unknown>,
  page: RawBuilder<unknown> = sql`limit 1`,
): Promise<PublicDossier[]> {
  const today = dayOf(ctx.now);
  const found = await sql<Stored>`
    select d.id, d.code, d.code_secret as secret, d.procedure_name as "procedureName", coalesce(a.name, '') as "agencyName",
      d.state, d.submitted_at as "submittedAt", d.accepted_at as "acceptedAt", d.due_at as "dueAt", d.ready_at as "readyAt",
      d.step_key as "stepKey", d.step_due_at as "stepDueAt", d.closed_as as "closedAs", d.closed_at as "closedAt",
      coalesce(u.name, '') as "unitName", coalesce(h.name, '') as "holderAgency", coalesce(h.phone, '') as phone,
      f.content -> 'steps' as steps, m.moves
    from cases.dossier d join cases.definition f on f.id = d.definition_id
    left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${today}::date
    left join directory.unit n on n.id = d.unit_id
    left join directory.unit_version u on u.unit_id = n.id and u.valid @> ${today}::date
    left join directory.agency_version h on h.agency_id = n.agency_id and h.valid @> ${today}::date
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'stepKey', e.data ->> 'stepKey', 'unitName', coalesce(v.name, ''),
        'agencyName', coalesce(w.name, '')) order by e.seq), '[]') as moves
      from cases.event e
      left join directory.unit o on o.id = (e.data ->> 'unitId')::uuid
      left join directory.unit_version v on v.unit_id = o.id and v.valid @> (e.at at time zone 'Asia/Ho_Chi_Minh')::date
      left join directory.agency_version w on w.agency_id = o.agency_id and w.valid @> (e.at at time zone 'Asia/Ho_Chi_Minh')::date
      where e.dossier_id = d.id and e.kind in ('submitted', 'accepted', 'handed_on', 'sent_back', 'assigned', 'result_ready')) m
    where ${where} ${page}`.execute(ctx.tx);
  return found.rows.map((row) => ({
    id: row.id,
    code: row.code,
    secret: row.secret,
    procedureName: row.procedureName,
    agencyName: row.agencyName,
    state: row.state,
    submittedAt: row.submittedAt,
    acceptedAt: row.acceptedAt,
    dueAt: row.dueAt,
    readyAt: row.readyAt,
    whereabouts: whereaboutsOf(row),
  }));
}
