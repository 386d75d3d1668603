import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const dayMs = 86_400_000;

/** Removes what nobody needs any more: spent challenges and waiting sign-ins after a day, sessions and resets after ninety. */
export const forgetExpired = command({
  name: 'identity.forget-expired',
  summary: 'Dọn phiên đăng nhập và mã đã hết hạn',
  input: z.strictObject({}),
  output: z.strictObject({ removed: z.int() }),
  access: { system: 'a job of the platform does this every night' },
  run: async (ctx) => {
    const [yesterday, last] = [1, 90].map((days) => new Date(ctx.now.getTime() - days * dayMs));
    const statements = [
      sql`delete from identity.passkey_challenge where expires_at < ${yesterday}`,
      sql`delete from identity.pending_sign_in where expires_at < ${yesterday}`,
      sql`delete from identity.oidc_login where expires_at < ${yesterday}`,
      sql`delete from identity.reset where expires_at < ${last}`,
      sql`delete from identity.session where coalesce(ended_at, expires_at) < ${last}`,
    ];
    let removed = 0;
    for (const statement of statements) removed += Number((await statement.execute(ctx.tx)).numAffectedRows ?? 0n);
    return { removed };
  },
});
