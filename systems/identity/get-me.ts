import { factorMethodsOf } from '@cuaso/platform/identity/second-factors.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { getPolicy } from './get-policy.ts';
import { getOwnAccount } from './own-account.ts';

const passkeySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});

/** The own account: who I am, how I sign in, what must be done first. */
export const getMe = query({
  name: 'identity.get-me',
  summary: 'Tài khoản của tôi',
  input: z.strictObject({}),
  output: z.strictObject({
    accountId: z.string(),
    kind: z.enum(['official', 'citizen', 'business']),
    login: z.string(),
    name: z.string(),
    phone: z.string(),
    email: z.string(),
    assurance: z.enum(['declared', 'checked', 'national_id']),
    hasPassword: z.boolean(),
    mustChangePassword: z.boolean(),
    secondFactors: z.array(z.enum(['totp', 'passkey', 'recovery_code'])),
    secondFactorRequired: z.boolean(),
    recoveryCodesLeft: z.int(),
    passkeys: z.array(passkeySchema),
  }),
  access: { signedIn: 'anyone', because: 'everybody may see the own account' },
  run: async (ctx) => {
    const own = await getOwnAccount(ctx);
    const { requireSecondFactorForOfficials } = await getPolicy.run(ctx, {});
    const left = await sql<{ count: number }>`select count(*)::int as count from identity.recovery_code
      where account_id = ${own.id} and used_at is null`.execute(ctx.tx);
    const keys = await sql<{ id: string; name: string; createdAt: Date; lastUsedAt: Date | null }>`
      select id, name, created_at as "createdAt", last_used_at as "lastUsedAt" from identity.passkey
      where account_id = ${own.id} order by created_at, id`.execute(ctx.tx);
    const { kind, login, name, phone, email, assurance, mustChangePassword } = own;
    return {
      accountId: own.id,
      kind,
      login,
      name,
      phone,
      email,
      assurance,
      mustChangePassword,
      hasPassword: own.passwordSecret !== null,
      secondFactors: await factorMethodsOf(ctx.tx, own.id),
      secondFactorRequired: kind === 'official' && requireSecondFactorForOfficials,
      recoveryCodesLeft: left.rows[0]?.count ?? 0,
      passkeys: keys.rows.map(({ createdAt, lastUsedAt, ...key }) => ({
        ...key,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
    };
  },
});
