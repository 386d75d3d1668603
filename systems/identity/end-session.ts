import { uuid } from '@cuaso/kernel/fields.ts';
import { endSessions } from '@cuaso/platform/identity/session.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { ownSessionOf } from './own-account.ts';
import { refuse } from './refusals.ts';

/** Ends one session of the own account: a lost telephone, a computer that somebody left. */
export const endSession = command({
  name: 'identity.end-session',
  summary: 'Kết thúc một phiên đăng nhập của tôi',
  input: z.strictObject({ sessionId: uuid }),
  output: z.strictObject({}),
  access: { signedIn: 'anyone', because: 'only sessions of the own account can be ended' },
  run: async (ctx, input) => {
    const { accountId } = ownSessionOf(ctx);
    const ended = await endSessions(ctx, { accountId, sessionId: input.sessionId }, 'ended_elsewhere');
    if (ended === 0) refuse('session_not_found');
    return {};
  },
});
