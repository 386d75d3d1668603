import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { applyFacts } from './apply-facts.ts';
import type { PaymentFacts } from './gateway/gateway.ts';
import { settleCallback } from './take-callback.ts';

/** Callbacks that came before their payment was here are matched once it is. */
export const matchCallbacks = command({
  name: 'payments.match-callbacks',
  summary: 'Khớp các kết quả thanh toán đến sớm',
  input: z.strictObject({}),
  output: z.strictObject({ matched: z.int() }),
  access: { system: 'Chỉ việc nền khớp kết quả đến sớm' },
  run: async (ctx) => {
    const kept = await sql<PaymentFacts & { id: string }>`select c.id, c.reference, c.gateway_number as "gatewayNumber",
        c.result_code as "resultCode", c.amount_vnd as "amountVnd", case when c.result_code = '00' then 'paid' else 'not_paid' end as status
      from payments.callback c join payments.attempt a on a.reference = c.reference
      where c.settled_at is null order by c.received_at limit 200 for update of c skip locked`.execute(ctx.tx);
    for (const { id, ...facts } of kept.rows) await settleCallback(ctx, id, await applyFacts(ctx, facts));
    return { matched: kept.rows.length };
  },
});
