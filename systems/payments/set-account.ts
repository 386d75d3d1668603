import { dayOf } from '@cuaso/kernel/clock.ts';
import { shortText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Says into which account an agency takes transfers from today on; the account before it ends today and stays known. */
export const setAccount = command({
  name: 'payments.set-account',
  summary: 'Khai tài khoản nhận phí, lệ phí của cơ quan',
  input: z.strictObject({
    agencyId: uuid,
    bankBin: z.string().regex(/^\d{6}$/, 'Mã ngân hàng (BIN) gồm 6 chữ số. Ví dụ: 970436.'),
    bankName: shortText(200),
    accountNumber: z
      .string()
      .trim()
      .regex(/^[0-9A-Za-z]{4,19}$/, 'Số tài khoản gồm 4 đến 19 chữ số, không có dấu cách.'),
    accountName: shortText(200),
    isInvented: z.boolean().default(false),
  }),
  output: z.strictObject({ agencyId: z.string() }),
  access: { permission: 'payments.manage', of: (_, input) => Promise.resolve({ agencyId: input.agencyId }) },
  run: async (ctx, input) => {
    const today = dayOf(ctx.now);
    const { agencyId, bankBin, bankName, accountNumber, accountName, isInvented } = input;
    await sql`select from directory.agency where id = ${agencyId} for update`.execute(ctx.tx);
    // One that began today was never in force for a whole day: it is put right instead of ended.
    const corrected = await sql`update payments.account set bank_bin = ${bankBin}, bank_name = ${bankName},
        account_number = ${accountNumber}, account_name = ${accountName}, is_invented = ${isInvented}
      where agency_id = ${agencyId} and lower(valid) = ${today}::date`.execute(ctx.tx);
    if (corrected.numAffectedRows === 1n) return { agencyId };
    await sql`update payments.account set valid = daterange(lower(valid), ${today}::date)
      where agency_id = ${agencyId} and valid @> ${today}::date`.execute(ctx.tx);
    await sql`insert into payments.account (agency_id, valid, bank_bin, bank_name, account_number, account_name, is_invented)
      values (${agencyId}, daterange(${today}::date, null), ${bankBin}, ${bankName}, ${accountNumber}, ${accountName}, ${isInvented})`.execute(
      ctx.tx,
    );
    return { agencyId };
  },
});
