import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const states = ['submitted', 'awaiting_applicant', 'processing', 'result_ready', 'closed'] as const;

/** The caller's own dossiers, newest first. */
export const listMyDossiers = query({
  name: 'services.list-my-dossiers',
  summary: 'Hồ sơ của tôi',
  input: z.strictObject({
    state: z.enum(states).optional(),
    search: z.string().max(200).default(''),
    limit: z.int().min(1).max(100).default(20),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    rows: z.array(
      z.strictObject({
        id: z.string(),
        code: z.string(),
        procedureName: z.string(),
        agencyName: z.string(),
        state: z.string(),
        stepTitle: z.string().nullable(),
        submittedAt: z.string(),
        dueAt: z.string().nullable(),
        readyAt: z.string().nullable(),
        outcome: z.string().nullable(),
        closedAs: z.string().nullable(),
      }),
    ),
  }),
  access: { signedIn: 'person', because: 'the list holds the own dossiers only' },
  run: async (ctx, input) => {
    const accountId = ctx.actor.kind === 'person' ? ctx.actor.accountId : null;
    const words = withoutDiacritics(input.search).toLowerCase().trim().split(/\s+/).filter(Boolean);
    const found = await sql<Row>`
      select d.id, d.code, d.procedure_name as "procedureName", coalesce(a.name, '') as "agencyName", d.state,
        d.step_title as "stepTitle", d.submitted_at as "submittedAt", d.due_at as "dueAt", d.ready_at as "readyAt", d.outcome,
        d.closed_as as "closedAs", count(*) over ()::int as total
      from cases.dossier d
      left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${dayOf(ctx.now)}::date
      where d.account_id = ${accountId} ${input.state === undefined ? sql`` : sql`and d.state = ${input.state}`}
        ${sql.join(
          words.map((word) => sql`and d.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
          sql` `,
        )}
      order by d.submitted_at desc, d.id limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    const rows = found.rows.map(({ total: _, submittedAt, dueAt, readyAt, ...row }) => ({
      ...row,
      submittedAt: submittedAt.toISOString(),
      dueAt: dueAt?.toISOString() ?? null,
      readyAt: readyAt?.toISOString() ?? null,
    }));
    return { total: found.rows[0]?.total ?? 0, rows };
  },
});

type Row = {
  id: string;
  code: string;
  procedureName: string;
  agencyName: string;
  state: string;
  stepTitle: string | null;
  submittedAt: Date;
  dueAt: Date | null;
  readyAt: Date | null;
  outcome: string | null;
  closedAs: string | null;
  total: number;
};
