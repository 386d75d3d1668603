import { email, personalNumber, personName, phone, taxNumber } from '@cuaso/kernel/fields.ts';
import { hashPassword } from '@cuaso/platform/identity/password.ts';
import { chosenPassword, passwordProblemOf } from '@cuaso/platform/identity/password-rule.ts';
import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from './refusals.ts';

const both = {
  name: personName,
  phone,
  email: z.union([z.literal(''), email]).default(''),
  password: chosenPassword,
};

/** Opens an account by own word (assurance `declared`): a citizen by personal number, a business by tax number. */
export const signUp = command({
  name: 'identity.sign-up',
  summary: 'Người dân, doanh nghiệp đăng ký tài khoản',
  input: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('citizen'), number: personalNumber, ...both }),
    z.strictObject({ kind: z.literal('business'), number: taxNumber, ...both }),
  ]),
  output: z.strictObject({ accountId: z.string(), login: z.string() }),
  access: { everyone: 'who has no account yet cannot be signed in' },
  limits: { callsPerMinute: 60 },
  secret: true,
  run: async (ctx, input) => {
    const { kind, number: login, name } = input;
    const problem = passwordProblemOf(input.password, { login, name });
    if (problem !== undefined) throw invalidField('password', 'identity.weak_password', problem);
    const secret = await hashPassword(input.password, ctx.random);
    const accountId = ctx.newId();
    const made = await sql`
      insert into identity.account (id, kind, login, name, password_secret, phone, email, created_at)
      values (${accountId}, ${kind}, ${login}, ${name}, ${secret}, ${input.phone}, ${input.email}, ${ctx.now})
      on conflict do nothing`.execute(ctx.tx);
    if (made.numAffectedRows !== 1n) refuse('account_exists');
    return { accountId, login };
  },
});
