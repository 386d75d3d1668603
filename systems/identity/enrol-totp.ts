import { totpAddressOf, totpKeyOf } from '@cuaso/platform/identity/totp.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { getOwnAccount } from './own-account.ts';
import { refuse } from './refusals.ts';

/** Begins with an authenticator application: a new key, not in force until its first code is shown. */
export const enrolTotp = command({
  name: 'identity.enrol-totp',
  summary: 'Bắt đầu đăng ký ứng dụng tạo mã',
  input: z.strictObject({}),
  output: z.strictObject({ key: z.string(), address: z.string() }),
  access: { signedIn: 'anyone', because: 'the key is for the own account only' },
  secret: true,
  run: async (ctx) => {
    const account = await getOwnAccount(ctx);
    const key = totpKeyOf(ctx.random);
    const begun = await sql`
      insert into identity.totp (account_id, key_secret, created_at) values (${account.id}, ${key}, ${ctx.now})
      on conflict (account_id) do update set key_secret = excluded.key_secret, created_at = excluded.created_at
      where totp.confirmed_at is null`.execute(ctx.tx);
    if (begun.numAffectedRows !== 1n) refuse('totp_enrolled');
    const name = findSite(ctx.memory)?.name ?? 'Cửa Số';
    return { key, address: totpAddressOf(key, account, name) };
  },
});
