import { personalNumber, personName } from '@cuaso/kernel/fields.ts';
import { type Account, findAccountByLogin, holdAccount, writePassword } from '@cuaso/platform/identity/account.ts';
import { deviceOf } from '@cuaso/platform/identity/device.ts';
import { removeSecondFactors } from '@cuaso/platform/identity/second-factors.ts';
import { endSessions } from '@cuaso/platform/identity/session.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { openedFor, refusedAs, signInResultSchema } from './sign-in-result.ts';
import { userAgentField } from './user-agent.ts';

const personSchema = z.strictObject({
  issuer: z.string().min(1).max(500),
  subject: z.string().min(1).max(255),
  personalNumber,
  name: personName,
});

/**
 * Signs in whom the national identity has named: the account of the subject, else that of the personal number, else a
 * new one. The national identity is proof by more than one factor, so no second one is asked for.
 */
export const completeOidc = command({
  name: 'identity.complete-oidc',
  summary: 'Đăng nhập bằng định danh điện tử',
  input: personSchema.extend({ userAgent: userAgentField }),
  output: signInResultSchema,
  access: { system: 'only who has checked the provider’s answer may say who it is' },
  secret: true,
  run: async (ctx, { userAgent, ...person }) => {
    const linked = await linkedAccountId(ctx, person);
    const known =
      linked ?? (await findAccountByLogin(ctx.tx, person.personalNumber))?.id ?? (await newAccount(ctx, person));
    const account = await holdAccount(ctx.tx, known);
    if (account?.login !== person.personalNumber || account.kind !== 'citizen') return refusedAs('oidc_other_account');
    if (account.status !== 'active') return refusedAs('oidc_account_refused');
    if (linked === undefined && !(await link(ctx, person, account))) return refusedAs('oidc_other_account');
    return openedFor(ctx, account, { device: deviceOf(userAgent), secondFactorAt: ctx.now });
  },
});

type Person = z.output<typeof personSchema>;

async function linkedAccountId(ctx: Context, { issuer, subject }: Person): Promise<string | undefined> {
  const found = await sql<{ accountId: string }>`select account_id as "accountId" from identity.oidc_link
    where issuer = ${issuer} and subject = ${subject}`.execute(ctx.tx);
  return found.rows[0]?.accountId;
}

async function newAccount(ctx: Context, { personalNumber: login, name }: Person): Promise<string> {
  await sql`insert into identity.account (id, kind, login, name, assurance, created_at)
    values (${ctx.newId()}, 'citizen', ${login}, ${name}, 'national_id', ${ctx.now}) on conflict do nothing`.execute(
    ctx.tx,
  );
  // Whoever came first made it; both then wait for the lock.
  return (await findAccountByLogin(ctx.tx, login))?.id ?? '';
}

/** Links the subject to the held account; false when the account belongs to another subject of the provider. */
async function link(ctx: Context, { issuer, subject, name }: Person, account: Account): Promise<boolean> {
  const made = await sql`insert into identity.oidc_link (issuer, subject, account_id, linked_at)
    values (${issuer}, ${subject}, ${account.id}, ${ctx.now}) on conflict do nothing`.execute(ctx.tx);
  if (made.numAffectedRows !== 1n)
    return (await linkedAccountId(ctx, { issuer, subject, name, personalNumber: '' })) === account.id;
  if (account.assurance === 'declared') await handOver(ctx, account);
  await sql`update identity.account set assurance = 'national_id', name = ${name} where id = ${account.id}`.execute(
    ctx.tx,
  );
  return true;
}

/** Somebody opened the account by own word. Its owner has come now: what that somebody knows opens nothing any more. */
async function handOver(ctx: Context, account: Account): Promise<void> {
  await endSessions(ctx, { accountId: account.id }, 'owner_proved');
  await writePassword(ctx.tx, account.id, { secret: null, mustChange: false });
  await removeSecondFactors(ctx.tx, account.id);
  await sql`update identity.account set phone = '', email = '' where id = ${account.id}`.execute(ctx.tx);
}
