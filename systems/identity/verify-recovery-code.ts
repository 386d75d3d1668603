import { useRecoveryCode } from '@cuaso/platform/identity/second-factors.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { answerPending, pendingToken } from './answer-pending.ts';
import { signInResultSchema } from './sign-in-result.ts';

/** Second step of signing in without the telephone: one of the codes kept on paper; each works once. */
export const verifyRecoveryCode = command({
  name: 'identity.verify-recovery-code',
  summary: 'Đăng nhập bước hai: mã khôi phục',
  input: z.strictObject({ token: pendingToken, code: z.string().min(1).max(40) }),
  output: signInResultSchema,
  access: { everyone: 'between password and second factor there is no session yet' },
  limits: { callsPerMinute: 60 },
  secret: true,
  run: (ctx, input) => answerPending(ctx, input.token, (account) => useRecoveryCode(ctx, account.id, input.code)),
});
