import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import { command, query } from '@cuaso/platform/operations/operation.ts';
import { sealed, unsealed } from '@cuaso/platform/signing/sealing-key.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const tokenSchema = z.object({ access: z.string(), refresh: z.string() });
const onlyUs = { system: 'the platform itself speaks to Zalo' };

/** The access token in use. */
export const getZaloToken = query({
  name: 'notices.get-zalo-token',
  summary: 'Mã truy cập Zalo đang dùng',
  input: z.strictObject({}),
  output: z.strictObject({ access: z.string().nullable() }),
  access: onlyUs,
  isolation: 'statement',
  secret: true,
  run: async (ctx) => {
    const { zalo, sealingKey } = noticeServicesOf(ctx.memory);
    const found = await sql<{ box: Buffer }>`select token_secret as box from notices.zalo_token
      where app_id = ${zalo?.appId ?? ''} and expires_at > ${ctx.now}`.execute(ctx.tx);
    const row = found.rows[0];
    if (row === undefined || zalo === undefined) return { access: null };
    return { access: tokenSchema.parse(JSON.parse(unsealed(sealingKey, row.box, zalo.appId).toString())).access };
  },
});

/** Claims the renewal of the tokens when it is time; each refresh token is good once, so one process at a time. */
export const claimZaloRenewal = command({
  name: 'notices.claim-zalo-renewal',
  summary: 'Nhận việc đổi mã truy cập Zalo',
  input: z.strictObject({}),
  output: z.strictObject({ refresh: z.string().nullable() }),
  access: onlyUs,
  secret: true,
  run: async (ctx) => {
    const { zalo, sealingKey } = noticeServicesOf(ctx.memory);
    if (zalo === undefined) return { refresh: null };
    const [soon, until] = [minutesAfter(ctx.now, 60), minutesAfter(ctx.now, 2)];
    const first = JSON.stringify({ access: '', refresh: zalo.firstRefreshToken });
    await sql`insert into notices.zalo_token (app_id, token_secret, expires_at, changed_at)
      values (${zalo.appId}, ${sealed(sealingKey, Buffer.from(first), zalo.appId, ctx.random)}, ${ctx.now}, ${ctx.now})
      on conflict do nothing`.execute(ctx.tx);
    const found = await sql<{
      box: Buffer;
    }>`update notices.zalo_token set claimed_until = ${until}, changed_at = ${ctx.now}
      where app_id = ${zalo.appId} and expires_at < ${soon} and coalesce(claimed_until, '-infinity') < ${ctx.now}
      returning token_secret as box`.execute(ctx.tx);
    const row = found.rows[0];
    if (row === undefined) return { refresh: null };
    return { refresh: tokenSchema.parse(JSON.parse(unsealed(sealingKey, row.box, zalo.appId).toString())).refresh };
  },
});

/** Keeps the new pair of tokens, or why there is none. */
export const keepZaloTokens = command({
  name: 'notices.keep-zalo-tokens',
  summary: 'Cất mã truy cập Zalo mới',
  input: z.union([
    z.strictObject({ access: z.string(), refresh: z.string(), expiresInSeconds: z.int() }),
    z.strictObject({ problem: z.string().max(300) }),
  ]),
  output: z.strictObject({}),
  access: onlyUs,
  secret: true,
  run: async (ctx, input) => {
    const { zalo, sealingKey } = noticeServicesOf(ctx.memory);
    if (zalo === undefined) return {};
    if ('problem' in input) {
      await sql`update notices.zalo_token set problem = ${input.problem}, claimed_until = ${minutesAfter(ctx.now, 5)},
        changed_at = ${ctx.now} where app_id = ${zalo.appId}`.execute(ctx.tx);
      return {};
    }
    const { access, refresh, expiresInSeconds } = input;
    const box = sealed(sealingKey, Buffer.from(JSON.stringify({ access, refresh })), zalo.appId, ctx.random);
    await sql`update notices.zalo_token set token_secret = ${box}, problem = '', claimed_until = null, changed_at = ${ctx.now},
      expires_at = ${new Date(ctx.now.getTime() + expiresInSeconds * 1000)} where app_id = ${zalo.appId}`.execute(
      ctx.tx,
    );
    return {};
  },
});

function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}
