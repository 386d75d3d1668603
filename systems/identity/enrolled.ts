import { renewRecoveryCodes } from '@cuaso/platform/identity/second-factors.ts';
import { endSessions } from '@cuaso/platform/identity/session.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { ownSessionOf, rotatedSession } from './own-account.ts';

/** A second factor is in force: the session's new token, and recovery codes if these are the first. */
export const enrolledSchema = z.strictObject({
  outcome: z.literal('enrolled'),
  token: z.string(),
  expiresAt: z.iso.datetime(),
  recoveryCodes: z.array(z.string()),
});

/** Ends the sessions that were opened without the second factor, and gives this one a new token. */
export async function enrolledWith(ctx: Context, accountId: string): Promise<z.infer<typeof enrolledSchema>> {
  const kept =
    await sql`select from identity.recovery_code where account_id = ${accountId} and used_at is null limit 1`.execute(
      ctx.tx,
    );
  const recoveryCodes = kept.rows.length > 0 ? [] : await renewRecoveryCodes(ctx, accountId);
  await endSessions(ctx, { accountId, except: ownSessionOf(ctx).sessionId }, 'replaced');
  return { outcome: 'enrolled', ...(await rotatedSession(ctx, ctx.now)), recoveryCodes };
}
