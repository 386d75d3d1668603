import { endSessions } from '@cuaso/platform/identity/session.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { ownSessionOf } from './own-account.ts';

/** Ends all sessions of the own account except this one. */
export const endOtherSessions = command({
  name: 'identity.end-other-sessions',
  summary: 'Kết thúc các phiên đăng nhập khác của tôi',
  input: z.strictObject({}),
  output: z.strictObject({ ended: z.int() }),
  access: { signedIn: 'anyone', because: 'only sessions of the own account can be ended' },
  run: async (ctx) => {
    const { accountId, sessionId } = ownSessionOf(ctx);
    return { ended: await endSessions(ctx, { accountId, except: sessionId }, 'ended_elsewhere') };
  },
});
