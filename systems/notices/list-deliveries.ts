import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  deliveriesFrom,
  deliveryColumns,
  deliveryFilter,
  deliveryOrder,
  type DeliveryRow,
  deliveryRowSchema,
} from './delivery-rows.ts';

/** What was told to whom and what became of it, with the count of what somebody should look at. */
export const listDeliveries = query({
  name: 'notices.list-deliveries',
  summary: 'Nhật ký thông báo, hộp thư đi',
  input: z.strictObject({
    ...deliveryFilter,
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), attention: z.int(), outbox: z.int(), rows: z.array(deliveryRowSchema) }),
  access: { permission: 'notices.view' },
  sees: ({ rows }) => [{ relation: 'notices.notice', keys: [...new Set(rows.map((row) => row.noticeId))] }],
  run: async (ctx, input) => {
    const counted = await sql<{ total: number }>`select count(*)::int as total ${deliveriesFrom(ctx, input)}`.execute(
      ctx.tx,
    );
    const open = await sql<{ attention: number; outbox: number }>`
      select count(*)::int as attention, count(*) filter (where d.state = 'outbox')::int as outbox
      ${deliveriesFrom(ctx, { search: '', view: 'attention', sort: 'newest' })}`.execute(ctx.tx);
    const found = await sql<DeliveryRow>`select ${deliveryColumns} ${deliveriesFrom(ctx, input)}
      order by ${deliveryOrder[input.sort]} limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    const { attention = 0, outbox = 0 } = open.rows[0] ?? {};
    return { total: counted.rows[0]?.total ?? 0, attention, outbox, rows: found.rows };
  },
});
