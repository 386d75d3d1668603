import { plainDate } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { applyFacts } from './apply-facts.ts';
import { noteDifference } from './note-difference.ts';

const listedSchema = z.strictObject({
  reference: z.string().max(100),
  gatewayNumber: z.string().max(100),
  amountVnd: z.int().min(0),
});
type Listed = z.infer<typeof listedSchema>;

/**
 * Compares a day of the gateway's list with our books: what it lists as paid is applied (a payment whose callback was lost is
 * paid now), what stays different is written down, each difference once however often the day is compared.
 */
export const recordReconciliation = command({
  name: 'payments.record-reconciliation',
  summary: 'Đối chiếu một ngày với cổng thanh toán',
  input: z.strictObject({ day: plainDate, listed: z.array(listedSchema).max(100_000) }),
  output: z.strictObject({ agreed: z.int(), differences: z.int() }),
  access: { system: 'Chỉ việc nền đối chiếu' },
  run: async (ctx, { day, listed }) => {
    let agreed = 0;
    for (const one of listed) if (await agrees(ctx, one)) agreed += 1;
    const missing = await noteMissing(ctx, day, listed);
    const differences = listed.length - agreed + missing;
    const listedVnd = listed.reduce((sum, one) => sum + one.amountVnd, 0);
    await sql`insert into payments.reconciliation (day, ran_at, listed, listed_vnd, agreed, differences)
      values (${day}, ${ctx.now}, ${listed.length}, ${listedVnd}, ${agreed}, ${differences})
      on conflict (day) do update set ran_at = excluded.ran_at, listed = excluded.listed, listed_vnd = excluded.listed_vnd,
        agreed = excluded.agreed, differences = excluded.differences`.execute(ctx.tx);
    return { agreed, differences };
  },
});

async function agrees(ctx: Context, one: Listed): Promise<boolean> {
  const applied = await applyFacts(ctx, { ...one, status: 'paid', resultCode: '00' });
  if (applied === 'taken' || applied === 'other_amount') return applied === 'taken';
  const found = await sql<{ amountVnd: number; gatewayNumber: string }>`select amount_vnd as "amountVnd",
      gateway_number as "gatewayNumber" from payments.attempt where reference = ${one.reference}`.execute(ctx.tx);
  const ours = found.rows[0];
  if (ours?.amountVnd === one.amountVnd && ours.gatewayNumber === one.gatewayNumber) return true;
  const amounts = { ourVnd: ours?.amountVnd ?? null, gatewayVnd: one.amountVnd };
  const kind = ours !== undefined && ours.amountVnd !== one.amountVnd ? 'other_amount' : 'unknown_here';
  await noteDifference(ctx, {
    kind,
    order: null,
    reference: one.reference,
    gatewayNumber: one.gatewayNumber,
    ...amounts,
  });
  return false;
}

/** Tries that succeeded here on the day but are not in the list. */
async function noteMissing(ctx: Context, day: string, listed: readonly Listed[]): Promise<number> {
  const known = listed.map((one) => one.reference);
  const found = await sql<{
    reference: string;
    gatewayNumber: string;
    amountVnd: number;
    id: string;
    agencyId: string;
  }>`
    select a.reference, a.gateway_number as "gatewayNumber", a.amount_vnd as "amountVnd", o.id, o.agency_id as "agencyId"
    from payments.attempt a join payments.payment_order o on o.id = a.order_id
    where a.state = 'succeeded' and (a.created_at at time zone 'Asia/Ho_Chi_Minh')::date = ${day}::date
      and a.reference <> all(${known}::text[])`.execute(ctx.tx);
  for (const { reference, gatewayNumber, amountVnd, ...order } of found.rows) {
    const amounts = { ourVnd: amountVnd, gatewayVnd: null };
    await noteDifference(ctx, { kind: 'unknown_there', order, reference, gatewayNumber, ...amounts });
  }
  return found.rows.length;
}
