import { dayOf } from '@cuaso/kernel/clock.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { receivingAccountSchema } from './receiving-account.ts';

const rowSchema = receivingAccountSchema.extend({
  agencyId: z.string(),
  agencyName: z.string(),
  validFrom: z.string(),
});

/** The accounts into which agencies take transfers today. */
export const listAccounts = query({
  name: 'payments.list-accounts',
  summary: 'Các tài khoản nhận phí, lệ phí',
  input: z.strictObject({
    search: z.string().max(200).default(''),
    limit: z.int().min(1).max(500).default(50),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: { permission: 'payments.manage' },
  run: async (ctx, { search, limit, offset }) => {
    const today = dayOf(ctx.now);
    const pattern = `%${search.trim().replace(/[\\%_]/g, String.raw`\$&`)}%`;
    const found = await sql<z.infer<typeof rowSchema> & { total: number }>`select c.agency_id as "agencyId",
        coalesce(a.name, '') as "agencyName", c.bank_bin as "bankBin", c.bank_name as "bankName",
        c.account_number as "accountNumber", c.account_name as "accountName", c.is_invented as "isInvented",
        lower(c.valid)::text as "validFrom", count(*) over ()::int as total
      from payments.account c
      left join directory.agency_version a on a.agency_id = c.agency_id and a.valid @> ${today}::date
      where c.valid @> ${today}::date and ${visible(ctx.actor, 'payments.manage', { agency: 'c.agency_id' })}
        and database.without_diacritics(coalesce(a.name, '') || ' ' || c.account_number) like database.without_diacritics(${pattern})
      order by a.name collate "vi-x-icu", c.agency_id limit ${limit} offset ${offset}`.execute(ctx.tx);
    return { total: found.rows[0]?.total ?? 0, rows: found.rows.map(({ total: _, ...row }) => row) };
  },
});
