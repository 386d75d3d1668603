import { useTotp } from '@cuaso/platform/identity/second-factors.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { answerPending, pendingToken } from './answer-pending.ts';
import { signInResultSchema } from './sign-in-result.ts';
import { totpCode } from './totp-code.ts';

/** Second step of signing in: the code of the authenticator application. */
export const verifyTotp = command({
  name: 'identity.verify-totp',
  summary: 'Đăng nhập bước hai: mã của ứng dụng',
  input: z.strictObject({ token: pendingToken, code: totpCode }),
  output: signInResultSchema,
  access: { everyone: 'between password and second factor there is no session yet' },
  limits: { callsPerMinute: 60 },
  secret: true,
  run: (ctx, input) => answerPending(ctx, input.token, (account) => useTotp(ctx, account.id, input.code)),
});
