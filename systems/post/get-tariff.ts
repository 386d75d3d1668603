import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { itemKinds } from './item-state.ts';

const rowSchema = z.strictObject({
  kind: z.enum(itemKinds),
  zone: z.enum(['near', 'province']),
  feeVnd: z.number(),
  validFrom: z.string(),
  validUntil: z.string().nullable(),
  isInvented: z.boolean(),
  isInForce: z.boolean(),
});

/** What the post asks: today's prices, those announced and those of before. */
export const getTariff = query({
  name: 'post.get-tariff',
  summary: 'Bảng cước bưu chính',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(rowSchema) }),
  access: { everyone: 'what the post costs is public (decision 45/2016/QĐ-TTg)' },
  run: async (ctx) => {
    const found = await sql<z.infer<typeof rowSchema>>`select kind, zone, fee_vnd as "feeVnd",
        lower(valid)::text as "validFrom", (upper(valid) - 1)::text as "validUntil", is_invented as "isInvented",
        valid @> ${dayOf(ctx.now)}::date as "isInForce"
      from post.tariff order by lower(valid) desc, kind desc, zone limit 200`.execute(ctx.tx);
    return { rows: found.rows };
  },
});
