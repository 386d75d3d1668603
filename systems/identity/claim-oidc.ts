import { hashOfToken } from '@cuaso/platform/identity/secrets.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refusedAs, refusedSchema } from './sign-in-result.ts';

const claimedSchema = z.strictObject({
  outcome: z.literal('claimed'),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
});

/** Uses up the waiting sign-in of this state, before the code is changed for tokens: it comes back once, to its own browser. */
export const claimOidc = command({
  name: 'identity.claim-oidc',
  summary: 'Nhận người trở về từ hệ thống định danh',
  input: z.strictObject({ state: z.string().max(200), binding: z.string().max(200) }),
  output: z.discriminatedUnion('outcome', [claimedSchema, refusedSchema]),
  access: { system: 'the secrets go to the provider only' },
  secret: true,
  run: async (ctx, { state, binding }) => {
    const claimed = await sql<{ nonce: string; verifier: string; returnTo: string }>`
      update identity.oidc_login set used_at = ${ctx.now}
      where state_hash = ${hashOfToken(state)} and binding_hash = ${hashOfToken(binding)}
        and used_at is null and expires_at > ${ctx.now}
      returning nonce_secret as nonce, verifier_secret as verifier, return_to as "returnTo"`.execute(ctx.tx);
    const [login] = claimed.rows;
    return login === undefined ? refusedAs('sign_in_expired') : { outcome: 'claimed' as const, ...login };
  },
});
