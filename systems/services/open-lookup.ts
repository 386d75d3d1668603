import { hashOfToken, tokenOf } from '@cuaso/platform/identity/secrets.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { findLookup, isCodeOf, lookupToken, mostTries, openMinutes } from './lookup-ticket.ts';

const code = z
  .string()
  .max(40)
  .overwrite((text) => text.normalize('NFKC').replace(/[\s.-]/g, ''))
  .regex(/^\d{6}$/, { error: 'Mã gồm 6 chữ số. Hãy xem lại tin nhắn.' });

/**
 * Opens the dossiers with the code that was sent. A wrong code is an answer and no refusal, because it is counted; where no
 * code was sent the answers are the same as where one was and it is not known.
 */
export const openLookup = command({
  name: 'services.open-lookup',
  summary: 'Mở danh sách hồ sơ bằng mã dùng một lần',
  input: z.strictObject({ token: lookupToken, code }),
  output: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('opened'), token: z.string(), expiresAt: z.iso.datetime() }),
    z.strictObject({ outcome: z.literal('wrong'), triesLeft: z.int() }),
    z.strictObject({ outcome: z.literal('over') }),
  ]),
  access: { everyone: 'the token and the code sent to the telephone on the dossier say who it is' },
  limits: { callsPerMinute: 20 },
  secret: true,
  run: async (ctx, input) => {
    const row = await findLookup(ctx, input, 'change');
    const isOver = row === undefined || row.openedAt !== null || row.expiresAt <= ctx.now || row.tries >= mostTries;
    if (isOver) return { outcome: 'over' as const };
    if (!isCodeOf(ctx, row, input.code)) {
      await sql`update services.lookup set tries = tries + 1 where id = ${row.id}`.execute(ctx.tx);
      const triesLeft = mostTries - row.tries - 1;
      return triesLeft > 0 ? { outcome: 'wrong' as const, triesLeft } : { outcome: 'over' as const };
    }
    // A new token, so that who knew the one of before the code has nothing.
    const token = tokenOf(ctx.random);
    const expiresAt = new Date(ctx.now.getTime() + openMinutes * 60_000);
    await sql`update services.lookup set token_hash = ${hashOfToken(token)}, code_hash = null, opened_at = ${ctx.now},
      expires_at = ${expiresAt} where id = ${row.id}`.execute(ctx.tx);
    return { outcome: 'opened' as const, token, expiresAt: expiresAt.toISOString() };
  },
});
