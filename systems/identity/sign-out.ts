import { endSessions } from '@cuaso/platform/identity/session.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { ownSessionOf } from './own-account.ts';

/** Ends the own session. */
export const signOut = command({
  name: 'identity.sign-out',
  summary: 'Đăng xuất',
  input: z.strictObject({}),
  output: z.strictObject({}),
  access: { signedIn: 'anyone', because: 'only the own session ends' },
  run: async (ctx) => {
    await endSessions(ctx, ownSessionOf(ctx), 'signed_out');
    return {};
  },
});
