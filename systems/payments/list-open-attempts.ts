import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** The tries about which the gateway is to be asked now. */
export const listOpenAttempts = query({
  name: 'payments.list-open-attempts',
  summary: 'Các lần thanh toán cần hỏi cổng thanh toán',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(z.strictObject({ attemptId: z.string(), reference: z.string(), createdAt: z.string() })),
  }),
  access: { system: 'Chỉ việc nền hỏi cổng thanh toán' },
  run: async (ctx) => {
    const found = await sql<{
      attemptId: string;
      reference: string;
      createdAt: Date;
    }>`select id as "attemptId", reference,
        created_at as "createdAt" from payments.attempt where next_ask_at <= ${ctx.now} order by next_ask_at limit 100`.execute(
      ctx.tx,
    );
    return { rows: found.rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })) };
  },
});
