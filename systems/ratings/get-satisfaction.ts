import { dayOf } from '@cuaso/kernel/clock.ts';
import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { boundsOf } from '../statistics/public.ts';
import { countColumns, type Counts, countsShape, sumOf } from './counts.ts';
import { leastPublished } from './rating.ts';
import { keyOf, nameOf, ratingTables } from './slice.ts';

/**
 * Satisfaction by agency or by procedure since 1 January of a year (circular 32/2017/TT-BTTTT, art. 11 and 12). Only figures
 * of at least five ratings are told; the total leaves out a rest so small that it would give the hidden figures away.
 */
export const getSatisfaction = query({
  name: 'ratings.get-satisfaction',
  summary: 'Mức độ hài lòng theo cơ quan hoặc thủ tục',
  input: z.strictObject({
    year: z.int().min(2018).max(2199).optional(),
    by: z.enum(['agency', 'procedure']).default('agency'),
    /** One agency or procedure only. */
    key: z.string().max(60).optional(),
    search: z.string().max(200).default(''),
    sort: z.enum(['most', 'name', 'best', 'worst']).default('most'),
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({
    year: z.int(),
    least: z.int(),
    /** Nothing where there are too few ratings. */
    total: z.strictObject(countsShape).nullable(),
    totalRows: z.int(),
    rows: z.array(z.strictObject({ key: z.string(), name: z.string(), ...countsShape })),
  }),
  access: { everyone: 'circular 32/2017 art. 11: satisfaction is published; figures under five ratings are not told' },
  limits: { callsPerMinute: 60 },
  run: async (ctx, input) => {
    const year = input.year ?? Number(dayOf(ctx.now).slice(0, 4));
    const { start, end } = boundsOf({ from: `${year}-01-01`, to: `${year}-12-31` });
    const found = await sql<Row>`
      select x.*, coalesce(${nameOf(input.by, ctx.now)}, x.key) as name from (
        select ${keyOf[input.by]} as key, ${countColumns} from ${ratingTables}
        where r.rated_at >= ${start} and r.rated_at < ${end}
          ${input.key === undefined ? sql`` : sql`and ${keyOf[input.by]} = ${input.key}`}
        group by 1) x
      order by x.rated desc, x.key`.execute(ctx.tx);
    const told = found.rows.filter((row) => row.rated >= leastPublished);
    const words = plainWords(input.search);
    const matching = told.filter((row) => words.every((word) => plain(row.name).includes(word)));
    return {
      year,
      least: leastPublished,
      total: totalOf(found.rows, told),
      totalRows: matching.length,
      rows: matching.toSorted(orders[input.sort]).slice(input.offset, input.offset + input.limit),
    };
  },
});

type Row = Counts & { key: string; name: string };

function totalOf(all: readonly Row[], told: readonly Row[]): Counts | null {
  const rest = sumOf(all).rated - sumOf(told).rated;
  const total = sumOf(rest >= leastPublished ? all : told);
  return total.rated >= leastPublished ? total : null;
}

const share = (row: Row) => (row.overall_very_satisfied + row.overall_satisfied) / row.rated;
const orders: Readonly<Record<'most' | 'name' | 'best' | 'worst', (a: Row, b: Row) => number>> = {
  most: (a, b) => b.rated - a.rated || a.key.localeCompare(b.key),
  name: (a, b) => a.name.localeCompare(b.name, 'vi') || a.key.localeCompare(b.key),
  best: (a, b) => share(b) - share(a) || b.rated - a.rated || a.key.localeCompare(b.key),
  worst: (a, b) => share(a) - share(b) || b.rated - a.rated || a.key.localeCompare(b.key),
};

const plain = (text: string) => withoutDiacritics(text).toLowerCase();
const plainWords = (text: string) => plain(text).trim().split(/\s+/).filter(Boolean);
