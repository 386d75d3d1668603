import { instantAt } from '@cuaso/kernel/clock.ts';
import { plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { type Expression, type SqlBool, sql } from 'kysely';
import { z } from 'zod';

/** What is counted of the dossiers of a period; carried + received = resolved + withdrawn + in progress. */
export const measures = [
  'carried',
  'received',
  'resolved',
  'early',
  'on_time',
  'late',
  'withdrawn',
  'in_progress',
  'overdue',
] as const;
/** One of the figures. */
export type Measure = (typeof measures)[number];

/** What each figure is called. */
export const measureTitles: Readonly<Record<Measure, string>> = {
  carried: 'Kỳ trước chuyển sang',
  received: 'Tiếp nhận trong kỳ',
  resolved: 'Đã giải quyết',
  early: 'Trước hạn',
  on_time: 'Đúng hạn',
  late: 'Trễ hạn',
  withdrawn: 'Người nộp rút',
  in_progress: 'Đang giải quyết',
  overdue: 'Đang giải quyết, đã quá hạn',
};

/** The dossiers that are looked at: a period of local days, both ends in it, and what narrows it. */
export const sliceInput = {
  from: plainDate,
  to: plainDate,
  agencyId: uuid.optional(),
  level: z.enum(['province', 'district', 'commune']).optional(),
  fieldCode: z.string().max(60).optional(),
  procedureCode: z.string().max(40).optional(),
  channel: z.enum(['counter', 'online', 'post']).optional(),
};
/** The dossiers that are looked at. */
export type Slice = z.infer<z.ZodObject<typeof sliceInput>>;

/** The first instant of a period and the first after it. */
export function boundsOf(slice: { from: string; to: string }): { start: Date; end: Date } {
  return { start: instantAt(slice.from, 0), end: instantAt(slice.to, 1440) };
}

/**
 * The one definition of each figure, as a condition on `cases.dossier d`: page, list, export and report all take it
 * from here. Counted are accepted dossiers; resolved is one whose result was ready, granted or refused.
 */
export function measureCondition(measure: Measure, slice: Slice, now: Date): Expression<SqlBool> {
  const { start, end } = boundsOf(slice);
  const over = sql`coalesce(d.ready_at, d.closed_at)`;
  switch (measure) {
    case 'carried':
      return sql<SqlBool>`(d.accepted_at < ${start} and (${over} is null or ${over} >= ${start}))`;
    case 'received':
      return sql<SqlBool>`(d.accepted_at >= ${start} and d.accepted_at < ${end})`;
    case 'resolved':
      return sql<SqlBool>`(d.ready_at >= ${start} and d.ready_at < ${end})`;
    case 'early':
    case 'on_time':
    case 'late':
      return sql<SqlBool>`(d.ready_at >= ${start} and d.ready_at < ${end} and d.timeliness = ${measure})`;
    case 'withdrawn':
      return sql<SqlBool>`(d.accepted_at is not null and d.ready_at is null and d.closed_at >= ${start} and d.closed_at < ${end})`;
    case 'in_progress':
      return sql<SqlBool>`(d.accepted_at < ${end} and (${over} is null or ${over} >= ${end}))`;
    case 'overdue':
      return sql<SqlBool>`(d.accepted_at < ${end} and (${over} is null or ${over} >= ${end})
        and d.due_at < ${end < now ? end : now})`;
  }
}

/** The condition of a slice without its period. */
export function sliceCondition(slice: Slice): Expression<SqlBool> {
  const parts = [
    slice.agencyId === undefined ? undefined : sql`d.agency_id = ${slice.agencyId}`,
    slice.level === undefined ? undefined : sql`d.level = ${slice.level}`,
    slice.fieldCode === undefined ? undefined : sql`d.field_code = ${slice.fieldCode}`,
    slice.procedureCode === undefined ? undefined : sql`d.procedure_code = ${slice.procedureCode}`,
    slice.channel === undefined ? undefined : sql`d.channel = ${slice.channel}`,
  ].filter((part) => part !== undefined);
  return sql<SqlBool>`d.accepted_at is not null${sql.join(
    parts.map((part) => sql` and ${part}`),
    sql``,
  )}`;
}
