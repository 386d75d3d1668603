import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { opinions } from './rating.ts';
import { ratingTables, reach } from './slice.ts';

/** What was written with ratings and waits to be read before it is published, the oldest first; or what was decided. */
export const listWords = query({
  name: 'ratings.list-words',
  summary: 'Lời nhận xét chờ kiểm tra trước khi đăng',
  input: z.strictObject({
    state: z.enum(['waiting', 'published', 'withheld']).default('waiting'),
    limit: z.int().min(1).max(200).default(25),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    rows: z.array(
      z.strictObject({
        dossierId: z.string(),
        code: z.string(),
        procedureName: z.string(),
        agencyName: z.string(),
        overall: z.enum(opinions),
        words: z.string(),
        publishedWords: z.string(),
        decisionReason: z.string(),
        ratedAt: z.string(),
      }),
    ),
  }),
  access: { permission: 'ratings.moderate' },
  sees: (output) => [{ relation: 'cases.dossier', keys: output.rows.map((row) => row.dossierId) }],
  run: async (ctx, input) => {
    const where = sql`r.words_state = ${input.state} and ${reach(ctx, 'ratings.moderate')}`;
    const counted = await sql<{
      total: number;
    }>`select count(*)::int as total from ${ratingTables} where ${where}`.execute(ctx.tx);
    const found = await sql<Row>`
      select r.dossier_id as "dossierId", d.code, d.procedure_name as "procedureName", coalesce(a.name, '') as "agencyName",
        r.overall, r.words, r.published_words as "publishedWords", r.decision_reason as "decisionReason", r.rated_at as "ratedAt"
      from ${ratingTables}
      left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${dayOf(ctx.now)}::date
      where ${where} order by ${input.state === 'waiting' ? sql`r.changed_at` : sql`r.decided_at desc`}, r.dossier_id
      limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    const rows = found.rows.map((row) => ({ ...row, ratedAt: row.ratedAt.toISOString() }));
    return { total: counted.rows[0]?.total ?? 0, rows };
  },
});

type Row = {
  dossierId: string;
  code: string;
  procedureName: string;
  agencyName: string;
  overall: (typeof opinions)[number];
  words: string;
  publishedWords: string;
  decisionReason: string;
  ratedAt: Date;
};
