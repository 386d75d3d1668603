import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { boundsOf } from '../statistics/public.ts';

/** The ratings that are looked at: of a period of local days, both ends in it, and what narrows it. */
export const sliceInput = {
  from: plainDate,
  to: plainDate,
  agencyId: uuid.optional(),
  handlerAgencyId: uuid.optional(),
  unitId: uuid.optional(),
  fieldCode: z.string().max(60).optional(),
  procedureCode: z.string().max(40).optional(),
};
/** The ratings that are looked at. */
export type RatingSlice = z.infer<z.ZodObject<typeof sliceInput>>;

/** Along which the ratings are broken down. */
export const ratingDimensions = ['agency', 'handler_agency', 'unit', 'field', 'procedure', 'month'] as const;
/** Along which the ratings are broken down. */
export type RatingDimension = (typeof ratingDimensions)[number];

/** The tables behind ratings: the rating, its dossier, and the unit that prepared the result. */
export const ratingTables = sql`ratings.rating r join cases.dossier d on d.id = r.dossier_id
  left join directory.unit h on h.id = r.handler_unit_id`;

/** The condition of a slice on `ratingTables`, as far as the officer's reach goes. */
export function sliceCondition(ctx: Context, slice: RatingSlice): Expression<SqlBool> {
  const { start, end } = boundsOf(slice);
  const parts = [
    slice.agencyId === undefined ? undefined : sql`d.agency_id = ${slice.agencyId}`,
    slice.handlerAgencyId === undefined ? undefined : sql`h.agency_id = ${slice.handlerAgencyId}`,
    slice.unitId === undefined ? undefined : sql`r.handler_unit_id = ${slice.unitId}`,
    slice.fieldCode === undefined ? undefined : sql`d.field_code = ${slice.fieldCode}`,
    slice.procedureCode === undefined ? undefined : sql`d.procedure_code = ${slice.procedureCode}`,
  ].filter((part) => part !== undefined);
  return sql<SqlBool>`r.rated_at >= ${start} and r.rated_at < ${end} and ${reach(ctx, 'ratings.view')}${sql.join(
    parts.map((part) => sql` and ${part}`),
    sql``,
  )}`;
}

/** Which ratings the officer may open with a permission: those of dossiers in reach. */
export function reach(ctx: Context, permission: string): Expression<SqlBool> {
  const columns = { agency: 'd.agency_id', unit: 'r.handler_unit_id', confidentiality: 'd.confidentiality' };
  return visible(ctx.actor, permission, columns);
}

/** The key of a row of the table along a dimension. */
export const keyOf: Readonly<Record<RatingDimension, RawBuilder<unknown>>> = {
  agency: sql`d.agency_id::text`,
  handler_agency: sql`coalesce(h.agency_id::text, '')`,
  unit: sql`coalesce(r.handler_unit_id::text, '')`,
  field: sql`d.field_code`,
  procedure: sql`d.procedure_code`,
  month: sql`to_char(r.rated_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM')`,
};

/** The name of a row `x` of the table along a dimension. */
export function nameOf(by: RatingDimension, now: Date): RawBuilder<unknown> {
  const today = dayOf(now);
  switch (by) {
    case 'agency':
    case 'handler_agency':
      return sql`(select v.name from directory.agency_version v
        where v.agency_id = nullif(x.key, '')::uuid and v.valid @> ${today}::date)`;
    case 'unit':
      return sql`(select v.name || ', ' || a.name from directory.unit u
        join directory.unit_version v on v.unit_id = u.id and v.valid @> ${today}::date
        join directory.agency_version a on a.agency_id = u.agency_id and a.valid @> ${today}::date
        where u.id = nullif(x.key, '')::uuid)`;
    case 'field':
      return sql`(select f.name from procedures.field f where f.code = x.key)`;
    case 'procedure':
      return sql`(select v.name from procedures.version v where v.procedure_code = x.key and v.valid @> ${today}::date)`;
    case 'month':
      return sql`x.key`;
  }
}
