import { uuid } from '@cuaso/kernel/fields.ts';
import { tidyLogin } from '@cuaso/platform/identity/login.ts';
import { hashPassword } from '@cuaso/platform/identity/password.ts';
import { chosenPassword } from '@cuaso/platform/identity/password-rule.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { newReset } from './new-reset.ts';
import { refuse } from './refusals.ts';
import { officialTargets } from './targets.ts';

const codeHours = 72;

/** Opens the account of an official: with a first password that must be changed, or with a code to choose one within three days. */
export const openOfficialAccount = command({
  name: 'identity.open-official-account',
  summary: 'Mở tài khoản cho cán bộ',
  input: z.strictObject({ officialId: uuid, password: chosenPassword.optional() }),
  output: z.strictObject({
    accountId: z.string(),
    login: z.string(),
    code: z.string().nullable(),
    expiresAt: z.iso.datetime().nullable(),
  }),
  access: { permission: 'identity.manage' },
  secret: true,
  run: async (ctx, { officialId, password }) => {
    for (const target of await officialTargets(ctx, officialId)) {
      requireAccess(ctx.actor, 'identity.manage', target, 'identity.manage');
    }
    const secret = password === undefined ? null : await hashPassword(password, ctx.random);
    const found = await sql<{ code: string; name: string }>`select code, name from directory.official
      where id = ${officialId}`.execute(ctx.tx);
    const official = found.rows[0] ?? refuse('official_not_found');
    const [accountId, login] = [ctx.newId(), tidyLogin(official.code)];
    // The platform's own loader (the demo province) gives passwords that stay.
    const mustChange = ctx.actor.kind !== 'system';
    const made = await sql`
      insert into identity.account (id, kind, login, name, official_id, assurance, password_secret, must_change_password, created_at)
      values (${accountId}, 'official', ${login}, ${official.name}, ${officialId}, 'checked', ${secret}, ${mustChange}, ${ctx.now})
      on conflict do nothing`.execute(ctx.tx);
    if (made.numAffectedRows !== 1n) refuse('account_exists');
    if (secret !== null) return { accountId, login, code: null, expiresAt: null };
    const reset = await newReset(ctx, accountId, { paper: '', removesSecondFactor: false, minutes: codeHours * 60 });
    return { accountId, login, ...reset };
  },
});
