import { registrationOptionsOf } from '@cuaso/platform/identity/passkeys.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { getOwnAccount } from './own-account.ts';
import { askedSchema, getSite, listPasskeysOf, newChallenge } from './passkey-challenge.ts';

/** Begins to register a passkey for the own account. */
export const beginPasskeyRegistration = command({
  name: 'identity.begin-passkey-registration',
  summary: 'Bắt đầu đăng ký khóa truy cập',
  input: z.strictObject({}),
  output: askedSchema,
  access: { signedIn: 'anyone', because: 'the passkey is for the own account only' },
  secret: true,
  run: async (ctx) => {
    const [site, account] = [getSite(ctx), await getOwnAccount(ctx)];
    const { challengeId, bytes } = await newChallenge(ctx, 'register', account.id);
    const options = await registrationOptionsOf(site, account, bytes, await listPasskeysOf(ctx, account.id));
    return { challengeId, options: { ...options } };
  },
});
