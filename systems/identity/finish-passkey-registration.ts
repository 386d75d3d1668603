import { shortText, uuid } from '@cuaso/kernel/fields.ts';
import { registrationAnswer, verifyRegistration } from '@cuaso/platform/identity/passkeys.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { enrolledSchema, enrolledWith } from './enrolled.ts';
import { ownSessionOf } from './own-account.ts';
import { claimChallenge, getSite } from './passkey-challenge.ts';
import { refuse } from './refusals.ts';
import { refusedAs, refusedSchema } from './sign-in-result.ts';

/** Keeps the passkey that the browser has made; from now on it is a second factor and a way to sign in. */
export const finishPasskeyRegistration = command({
  name: 'identity.finish-passkey-registration',
  summary: 'Hoàn tất đăng ký khóa truy cập',
  input: z.strictObject({ challengeId: uuid, answer: registrationAnswer, name: shortText(60) }),
  output: z.discriminatedUnion('outcome', [enrolledSchema, refusedSchema]),
  access: { signedIn: 'anyone', because: 'the passkey is for the own account only' },
  secret: true,
  run: async (ctx, input) => {
    const { accountId } = ownSessionOf(ctx);
    const asked = await claimChallenge(ctx, input.challengeId);
    if (asked?.purpose !== 'register' || asked.accountId !== accountId) return refusedAs('passkey_refused');
    const made = await verifyRegistration(getSite(ctx), input.answer, asked.challenge);
    if (made === undefined) return refusedAs('passkey_refused');
    const kept = await sql`
      insert into identity.passkey (id, account_id, credential_id, public_key, counter, transports, name, created_at)
      values (${ctx.newId()}, ${accountId}, ${made.credentialId}, ${Buffer.from(made.publicKey)}, ${made.counter},
        ${made.transports}::text[], ${input.name}, ${ctx.now})
      on conflict (credential_id) do nothing`.execute(ctx.tx);
    if (kept.numAffectedRows !== 1n) refuse('passkey_known');
    return enrolledWith(ctx, accountId);
  },
});
