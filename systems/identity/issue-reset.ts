import { shortText } from '@cuaso/kernel/fields.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { findAccountByLogin, holdAccount, writeAttempts } from '@cuaso/platform/identity/account.ts';
import { noFailures } from '@cuaso/platform/identity/lockout.ts';
import { loginName } from '@cuaso/platform/identity/login.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { newReset } from './new-reset.ts';
import { refuse } from './refusals.ts';
import { provinceTarget, requireManaged } from './targets.ts';

const minutes = 30;

/**
 * Gives a one-time code to a person who stands at the counter and whose paper was checked. A clerk does so for people
 * and businesses; an official's account needs who manages that official's agency.
 */
export const issueReset = command({
  name: 'identity.issue-reset',
  summary: 'Cấp mã đặt lại mật khẩu',
  input: z.strictObject({
    login: loginName,
    /** Which paper was checked: kind and number. */
    paper: shortText(200),
    /** The telephone or key is lost too. */
    removesSecondFactor: z.boolean().default(false),
  }),
  output: z.strictObject({ code: z.string(), expiresAt: z.iso.datetime(), name: z.string() }),
  access: { permission: 'identity.reset' },
  secret: true,
  run: async (ctx, input) => {
    const known = await findAccountByLogin(ctx.tx, input.login);
    if (known === undefined) refuse('account_not_found');
    if (known.kind === 'official') await requireManaged(ctx, known);
    else requireAccess(ctx.actor, 'identity.reset', await provinceTarget(ctx));
    const account = await holdAccount(ctx.tx, known.id);
    if (account?.status !== 'active') refuse('account_closed');
    if (account.failedAttempts > 0) await writeAttempts(ctx.tx, account.id, noFailures);
    const reset = await newReset(ctx, account.id, { ...input, minutes });
    return { ...reset, name: account.name };
  },
});
