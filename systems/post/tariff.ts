import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import type { Zone } from './address.ts';
import type { ItemKind } from './item-state.ts';

/** What the post asks today; null where no tariff is in force. It is paid to the postman, not to the agency. */
export async function feeOf(ctx: Context, kind: ItemKind, zone: Zone): Promise<number | null> {
  const found = await sql<{ feeVnd: number }>`select fee_vnd as "feeVnd" from post.tariff
    where kind = ${kind} and zone = ${zone} and valid @> ${dayOf(ctx.now)}::date`.execute(ctx.tx);
  return found.rows[0]?.feeVnd ?? null;
}
