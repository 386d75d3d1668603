import { codeOf, hashOfToken } from '@cuaso/platform/identity/secrets.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { officialOf } from './open-session.ts';

const minutes = 10;

/** A one-time code with which the agent on the own computer is paired. */
export const beginPairing = command({
  name: 'signing.begin-pairing',
  summary: 'Lấy mã ghép nối ứng dụng ký trên máy của tôi',
  input: z.strictObject({}),
  output: z.strictObject({ code: z.string(), validUntil: z.iso.datetime() }),
  access: { signedIn: 'official', because: 'an agent acts for its owner only' },
  secret: true,
  run: async (ctx) => {
    const { accountId } = officialOf(ctx);
    const code = codeOf(ctx.random, 12);
    const until = new Date(ctx.now.getTime() + minutes * 60_000);
    await sql`delete from signing.agent where account_id = ${accountId} and paired_at is null`.execute(ctx.tx);
    await sql`insert into signing.agent (id, account_id, code_hash, code_until, made_at)
      values (${ctx.newId()}, ${accountId}, ${hashOfToken(code)}, ${until}, ${ctx.now})`.execute(ctx.tx);
    return { code, validUntil: until.toISOString() };
  },
});
