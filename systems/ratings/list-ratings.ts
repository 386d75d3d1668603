import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { requirePeriod } from '../statistics/public.ts';
import { criteria, opinions } from './rating.ts';
import { ratingTables, sliceCondition, sliceInput } from './slice.ts';

const opinion = z.enum(opinions);
const rowSchema = z.strictObject({
  dossierId: z.string(),
  code: z.string(),
  procedureName: z.string(),
  agencyName: z.string(),
  handlerUnitName: z.string(),
  overall: opinion,
  ease: opinion,
  timeliness: opinion,
  attitude: opinion,
  reason: z.string(),
  words: z.string(),
  wordsState: z.enum(['none', 'waiting', 'published', 'withheld']),
  ratedAt: z.string(),
  changedAt: z.string(),
});
/** A rating as officers read it. */
export type RatingRow = z.infer<typeof rowSchema>;

/** The ratings behind a figure with their dossiers, as far as the officer's reach goes. */
export const listRatings = query({
  name: 'ratings.list-ratings',
  summary: 'Danh sách đánh giá với hồ sơ được đánh giá',
  input: z.strictObject({
    ...sliceInput,
    criterion: z.enum(criteria).default('overall'),
    opinion: opinion.optional(),
    sort: z.enum(['newest', 'oldest', 'worst']).default('newest'),
    limit: z.int().min(1).max(1000).default(50),
    offset: z.int().min(0).max(1_000_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: { permission: 'ratings.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: output.rows.map((row) => row.dossierId) }],
  run: async (ctx, input) => {
    requirePeriod(input);
    const today = dayOf(ctx.now);
    const asked = input.opinion === undefined ? sql`true` : sql`${sql.ref(`r.${input.criterion}`)} = ${input.opinion}`;
    const where = sql`${sliceCondition(ctx, input)} and ${asked}`;
    const counted = await sql<{
      total: number;
    }>`select count(*)::int as total from ${ratingTables} where ${where}`.execute(ctx.tx);
    const found = await sql<Omit<RatingRow, 'ratedAt' | 'changedAt'> & { ratedAt: Date; changedAt: Date }>`
      select r.dossier_id as "dossierId", d.code, d.procedure_name as "procedureName", coalesce(a.name, '') as "agencyName",
        coalesce(u.name, '') as "handlerUnitName", r.overall, r.ease, r.timeliness, r.attitude, r.reason, r.words,
        r.words_state as "wordsState", r.rated_at as "ratedAt", r.changed_at as "changedAt"
      from ${ratingTables}
      left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${today}::date
      left join directory.unit_version u on u.unit_id = r.handler_unit_id and u.valid @> ${today}::date
      where ${where} order by ${order[input.sort]} limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    const rows = found.rows.map((row) => ({
      ...row,
      ratedAt: row.ratedAt.toISOString(),
      changedAt: row.changedAt.toISOString(),
    }));
    return { total: counted.rows[0]?.total ?? 0, rows };
  },
});

const order: Readonly<Record<'newest' | 'oldest' | 'worst', RawBuilder<unknown>>> = {
  newest: sql`r.rated_at desc, r.dossier_id`,
  oldest: sql`r.rated_at, r.dossier_id`,
  worst: sql`case r.overall when 'not_satisfied' then 0 when 'satisfied' then 1 else 2 end, r.rated_at desc, r.dossier_id`,
};
