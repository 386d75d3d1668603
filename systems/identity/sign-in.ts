import { deviceOf } from '@cuaso/platform/identity/device.ts';
import { loginName } from '@cuaso/platform/identity/login.ts';
import { typedPassword } from '@cuaso/platform/identity/password-rule.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { proveByPassword } from './prove-password.ts';
import { afterFirstFactor, refusedAs, signInResultSchema } from './sign-in-result.ts';
import { userAgentField } from './user-agent.ts';

/** Signs in with login and password (TT 32/2017/TT-BTTTT Đ10); answers, it does not throw, when the password is wrong. */
export const signIn = command({
  name: 'identity.sign-in',
  summary: 'Đăng nhập bằng tên đăng nhập và mật khẩu',
  input: z.strictObject({ login: loginName, password: typedPassword, userAgent: userAgentField }),
  output: signInResultSchema,
  access: { everyone: 'who signs in has no session yet' },
  limits: { callsPerMinute: 60 },
  secret: true,
  run: async (ctx, input) => {
    const account = await proveByPassword(ctx, { login: input.login }, input.password);
    if (account === undefined) return refusedAs('wrong_login_or_password');
    return afterFirstFactor(ctx, account, deviceOf(input.userAgent));
  },
});
