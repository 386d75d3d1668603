import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdTransfer } from './match-transfer.ts';

/** A transfer that pays no order here is set aside with the reason: it was for something else, or was sent back. */
export const setAsideTransfer = command({
  name: 'payments.set-aside-transfer',
  summary: 'Để riêng khoản chuyển khoản không thuộc phí, lệ phí',
  input: z.strictObject({ transferId: uuid, note: longText(500) }),
  output: z.strictObject({ transferId: z.string() }),
  access: { permission: 'payments.collect' },
  run: async (ctx, { transferId, note }) => {
    await holdTransfer(ctx, transferId);
    await sql`update payments.transfer set settled_at = ${ctx.now}, settled_by = ${actorWordOf(ctx.actor)}, note = ${note}
      where id = ${transferId}`.execute(ctx.tx);
    return { transferId };
  },
});
