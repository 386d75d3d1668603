import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { orderStates } from './order-state.ts';
import {
  paymentColumns,
  paymentFilter,
  paymentOrder,
  type PaymentRow,
  paymentRowSchema,
  paymentsFrom,
} from './payment-rows.ts';

/** The payments within reach: searched, filtered, sorted, with count and sum of each state. */
export const listPayments = query({
  name: 'payments.list-payments',
  summary: 'Danh sách khoản thu phí, lệ phí',
  input: z.strictObject({
    ...paymentFilter,
    limit: z.int().min(1).max(1000).default(50),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    totalVnd: z.number(),
    counts: z.array(z.strictObject({ state: z.enum(orderStates), count: z.int(), sumVnd: z.number() })),
    rows: z.array(paymentRowSchema),
  }),
  access: { permission: 'payments.view' },
  sees: (output) => [{ relation: 'payments.payment_order', keys: output.rows.map((row) => row.id) }],
  run: async (ctx, input) => {
    const { state, limit, offset, ...rest } = input;
    const all = await sql<{
      state: PaymentRow['state'];
      count: number;
      sumVnd: number;
    }>`select o.state, count(*)::int as count,
        sum(o.amount_vnd)::bigint as "sumVnd" ${paymentsFrom(ctx, rest)} group by o.state`.execute(ctx.tx);
    const found = await sql<PaymentRow>`select ${paymentColumns} ${paymentsFrom(ctx, input)}
      order by ${paymentOrder[input.sort]} limit ${limit} offset ${offset}`.execute(ctx.tx);
    const shown = all.rows.filter((one) => state === undefined || one.state === state);
    return {
      total: shown.reduce((sum, one) => sum + one.count, 0),
      totalVnd: shown.reduce((sum, one) => sum + one.sumVnd, 0),
      counts: all.rows,
      rows: found.rows,
    };
  },
});
