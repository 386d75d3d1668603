import { amountVnd, plainDate } from '@cuaso/kernel/fields.ts';
import { addDays, dayOf } from '@cuaso/kernel/clock.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { itemKinds } from './item-state.ts';
import { refuse } from './refusals.ts';

/** Says what the post asks from a day on; the price before it ends the day before. Orders that are there keep their price. */
export const setTariff = command({
  name: 'post.set-tariff',
  summary: 'Khai cước bưu chính',
  input: z.strictObject({
    kind: z.enum(itemKinds),
    zone: z.enum(['near', 'province']),
    feeVnd: amountVnd.max(10_000_000, { error: 'Cước không quá 10.000.000 đồng.' }),
    validFrom: plainDate,
    isInvented: z.boolean().default(false),
  }),
  output: z.strictObject({ kind: z.enum(itemKinds) }),
  access: { permission: 'post.manage' },
  run: async (ctx, { kind, zone, feeVnd, validFrom, isInvented }) => {
    await sql`select pg_advisory_xact_lock(hashtext('post.tariff'))`.execute(ctx.tx);
    const last = await sql<{ from: string }>`select max(lower(valid))::text as from from post.tariff
      where kind = ${kind} and zone = ${zone}`.execute(ctx.tx);
    const before = last.rows[0]?.from ?? null;
    // The past is not written anew, except where nothing was known of it.
    if (before !== null && (validFrom <= before || validFrom < dayOf(ctx.now))) refuse('tariff_in_past', 'validFrom');
    await sql`update post.tariff set valid = daterange(lower(valid), ${validFrom}::date)
      where kind = ${kind} and zone = ${zone} and valid @> ${addDays(validFrom, -1)}::date`.execute(ctx.tx);
    await sql`insert into post.tariff (kind, zone, valid, fee_vnd, is_invented)
      values (${kind}, ${zone}, daterange(${validFrom}::date, null), ${feeVnd}, ${isInvented})`.execute(ctx.tx);
    return { kind };
  },
});
