import { shortText } from '@cuaso/kernel/fields.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import { hashOfToken, tidyCode } from '@cuaso/platform/identity/secrets.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { agentTokenOf } from './agent-token.ts';
import { refuse } from './refusals.ts';

/** The agent on a computer shows the code that its owner took in the browser, and gets its token; the code is used up. */
export const pairAgent = command({
  name: 'signing.pair-agent',
  summary: 'Ghép nối ứng dụng ký trên máy người ký',
  input: z.strictObject({ code: z.string().min(1).max(40), deviceName: shortText(100) }),
  output: z.strictObject({ token: z.string(), signerName: z.string(), serverName: z.string() }),
  access: { everyone: 'the agent has nothing yet but the one-time code' },
  limits: { callsPerMinute: 10 },
  secret: true,
  run: async (ctx, { code, deviceName }) => {
    const token = agentTokenOf(ctx.random);
    const paired = await sql<{ accountId: string }>`update signing.agent set token_hash = ${hashOfToken(token)},
        paired_at = ${ctx.now}, name = ${deviceName}, code_hash = null, code_until = null
      where code_hash = ${hashOfToken(tidyCode(code))} and code_until > ${ctx.now} and paired_at is null
      returning account_id as "accountId"`.execute(ctx.tx);
    const accountId = paired.rows[0]?.accountId ?? refuse('wrong_pairing_code', 'code');
    const named = await sql<{ name: string }>`select name from identity.account where id = ${accountId}`.execute(
      ctx.tx,
    );
    return { token, signerName: named.rows[0]?.name ?? '', serverName: findSite(ctx.memory)?.name ?? 'Cửa Số' };
  },
});
