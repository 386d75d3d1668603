import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { requirePeriod } from '../statistics/public.ts';
import { countColumns, type Counts, countsShape, sumOf } from './counts.ts';
import { keyOf, nameOf, ratingDimensions, ratingTables, sliceCondition, sliceInput } from './slice.ts';

/** What people think of the work of the agencies in the officer's reach, of any period, broken down. */
export const getFigures = query({
  name: 'ratings.get-figures',
  summary: 'Số liệu đánh giá sự hài lòng trong phạm vi quản lý',
  input: z.strictObject({ ...sliceInput, by: z.enum(ratingDimensions).default('agency') }),
  output: z.strictObject({
    total: z.strictObject(countsShape),
    rows: z.array(z.strictObject({ key: z.string(), name: z.string(), ...countsShape })),
  }),
  access: { permission: 'ratings.view' },
  run: async (ctx, input) => {
    requirePeriod(input);
    const found = await sql<Counts & { key: string; name: string }>`
      select x.*, coalesce(${nameOf(input.by, ctx.now)}, nullif(x.key, ''), 'Không rõ') as name from (
        select ${keyOf[input.by]} as key, ${countColumns} from ${ratingTables}
        where ${sliceCondition(ctx, input)} group by 1) x
      order by ${input.by === 'month' ? sql`x.key` : sql`x.rated desc, x.key`} limit 2000`.execute(ctx.tx);
    return { total: sumOf(found.rows), rows: found.rows };
  },
});
