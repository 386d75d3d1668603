import { dayOf } from '@cuaso/kernel/clock.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** What people wrote about a procedure or an agency, as it was published: without name, code or exact day. */
export const listPublishedWords = query({
  name: 'ratings.list-published-words',
  summary: 'Lời nhận xét đã đăng',
  input: z.strictObject({
    procedureCode: z.string().max(40).optional(),
    agencyId: uuid.optional(),
    limit: z.int().min(1).max(100).default(10),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    rows: z.array(z.strictObject({ text: z.string(), month: z.string(), agencyName: z.string() })),
  }),
  access: { everyone: 'what is listed was read and published by an officer; it names nobody' },
  limits: { callsPerMinute: 60 },
  run: async (ctx, input) => {
    const found = await sql<{ text: string; month: string; agencyName: string; total: number }>`
      select r.published_words as text, to_char(r.rated_at at time zone 'Asia/Ho_Chi_Minh', 'MM/YYYY') as month,
        coalesce(a.name, '') as "agencyName", count(*) over ()::int as total
      from ratings.rating r join cases.dossier d on d.id = r.dossier_id
      left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${dayOf(ctx.now)}::date
      where r.words_state = 'published'
        ${input.procedureCode === undefined ? sql`` : sql`and d.procedure_code = ${input.procedureCode}`}
        ${input.agencyId === undefined ? sql`` : sql`and d.agency_id = ${input.agencyId}`}
      order by r.decided_at desc, r.dossier_id limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    return { total: found.rows[0]?.total ?? 0, rows: found.rows.map(({ total: _, ...row }) => row) };
  },
});
