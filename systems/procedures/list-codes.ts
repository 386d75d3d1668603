import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** The codes of all procedures in force with the day each was published: what search engines ask for. */
export const listCodes = query({
  name: 'procedures.list-codes',
  summary: 'Mã và ngày công bố của mọi thủ tục đang áp dụng',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(z.strictObject({ code: z.string(), publishedOn: z.string() })) }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  isolation: 'statement',
  limits: { callsPerMinute: 20 },
  run: async (ctx) => {
    const found = await sql<{ code: string; publishedAt: Date }>`
      select procedure_code as code, published_at as "publishedAt" from procedures.version
      where valid @> ${dayOf(ctx.now)}::date order by 1 limit 40000`.execute(ctx.tx);
    return { rows: found.rows.map(({ code, publishedAt }) => ({ code, publishedOn: dayOf(publishedAt) })) };
  },
});
