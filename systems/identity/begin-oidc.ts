import { hashOfToken, tokenOf } from '@cuaso/platform/identity/secrets.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const minutes = 10;

/** Remembers a sign-in that goes to the national identity; `binding` ties it to the browser that began it. */
export const beginOidc = command({
  name: 'identity.begin-oidc',
  summary: 'Bắt đầu đăng nhập bằng định danh điện tử',
  input: z.strictObject({
    returnTo: z
      .string()
      .max(500)
      .regex(/^\/(?![/\\])[^\p{Cc}\\]*$/u)
      .catch('/'),
  }),
  output: z.strictObject({
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    binding: z.string(),
    expiresAt: z.iso.datetime(),
  }),
  access: { system: 'the secrets go to the provider and the cookie only' },
  secret: true,
  run: async (ctx, { returnTo }) => {
    const [state, nonce, verifier, binding] = [1, 2, 3, 4].map(() => tokenOf(ctx.random)) as [
      string,
      string,
      string,
      string,
    ];
    const expiresAt = new Date(ctx.now.getTime() + minutes * 60_000);
    await sql`
      insert into identity.oidc_login
        (id, state_hash, binding_hash, nonce_secret, verifier_secret, return_to, created_at, expires_at)
      values (${ctx.newId()}, ${hashOfToken(state)}, ${hashOfToken(binding)}, ${nonce}, ${verifier}, ${returnTo}, ${ctx.now},
        ${expiresAt})`.execute(ctx.tx);
    return { state, nonce, verifier, binding, expiresAt: expiresAt.toISOString() };
  },
});
