import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { measureCondition, measures, sliceCondition, sliceInput } from './measures.ts';
import { requirePeriod } from './period.ts';

const figures = Object.fromEntries(measures.map((measure) => [measure, z.int()])) as Record<
  (typeof measures)[number],
  z.ZodInt
>;

/** Along which a table of figures is broken down. */
export const dimensions = ['none', 'agency', 'level', 'field', 'procedure', 'channel', 'month'] as const;

/** Received, resolved, in progress, early, on time, late: of any period, by agency, level, field, procedure, channel, month. */
export const getFigures = query({
  name: 'statistics.get-figures',
  summary: 'Số liệu tiếp nhận và giải quyết hồ sơ',
  input: z.strictObject({ ...sliceInput, by: z.enum(dimensions).default('none') }),
  output: z.strictObject({
    total: z.strictObject(figures),
    rows: z.array(z.strictObject({ key: z.string(), name: z.string(), ...figures })),
  }),
  access: { everyone: 'Decree 61/2018 art. 32: results of handling are public; figures hold no personal data' },
  run: async (ctx, input) => {
    requirePeriod(input);
    const counts = sql.join(
      measures.map(
        (measure) =>
          sql`count(*) filter (where ${measureCondition(measure, input, ctx.now)})::int as ${sql.ref(measure)}`,
      ),
    );
    const key = keys[input.by];
    const touched = sql.join(
      (['received', 'carried', 'resolved', 'withdrawn'] as const).map((measure) =>
        measureCondition(measure, input, ctx.now),
      ),
      sql` or `,
    );
    const grouped = await sql<Row>`
      select x.*, coalesce(${names[input.by](dayOf(ctx.now))}, x.key) as name from (
        select ${key} as key, ${counts} from cases.dossier d where ${sliceCondition(input)} and (${touched}) group by 1) x
      order by ${input.by === 'month' ? sql`x.key` : sql`x.received + x.carried desc, x.key`} limit 2000`.execute(
      ctx.tx,
    );
    const total = Object.fromEntries(measures.map((measure) => [measure, sumOf(grouped.rows, measure)])) as Figures;
    return { total, rows: input.by === 'none' ? [] : grouped.rows };
  },
});

type Figures = Record<(typeof measures)[number], number>;
type Row = Figures & { key: string; name: string };
type Dimension = (typeof dimensions)[number];

const month = sql`to_char(coalesce(d.ready_at, d.accepted_at) at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM')`;

const keys: Readonly<Record<Dimension, ReturnType<typeof sql>>> = {
  none: sql`''`,
  agency: sql`d.agency_id::text`,
  level: sql`d.level`,
  field: sql`d.field_code`,
  procedure: sql`d.procedure_code`,
  channel: sql`d.channel`,
  month,
};

const names: Readonly<Record<Dimension, (today: string) => ReturnType<typeof sql>>> = {
  none: () => sql`''`,
  agency: (today) =>
    sql`(select v.name from directory.agency_version v where v.agency_id = x.key::uuid and v.valid @> ${today}::date)`,
  level: () => sql`case x.key when 'province' then 'Cấp tỉnh' when 'district' then 'Cấp huyện' else 'Cấp xã' end`,
  field: () => sql`(select f.name from procedures.field f where f.code = x.key)`,
  procedure: (today) =>
    sql`(select v.name from procedures.version v where v.procedure_code = x.key and v.valid @> ${today}::date)`,
  channel: () => sql`case x.key when 'counter' then 'Trực tiếp' when 'online' then 'Trực tuyến' else 'Bưu chính' end`,
  month: () => sql`x.key`,
};

function sumOf(rows: readonly Row[], measure: (typeof measures)[number]): number {
  return rows.reduce((sum, row) => sum + row[measure], 0);
}
