import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** The account into which an agency takes transfers. */
export const receivingAccountSchema = z.strictObject({
  bankBin: z.string(),
  bankName: z.string(),
  accountNumber: z.string(),
  accountName: z.string(),
  isInvented: z.boolean(),
});
/** The account into which an agency takes transfers. */
export type ReceivingAccount = z.infer<typeof receivingAccountSchema>;

/** The account of an agency today, if it has one. */
export async function findReceivingAccount(ctx: Context, agencyId: string): Promise<ReceivingAccount | undefined> {
  const found = await sql<ReceivingAccount>`select bank_bin as "bankBin", bank_name as "bankName",
      account_number as "accountNumber", account_name as "accountName", is_invented as "isInvented"
    from payments.account where agency_id = ${agencyId} and valid @> ${dayOf(ctx.now)}::date`.execute(ctx.tx);
  return found.rows[0];
}
