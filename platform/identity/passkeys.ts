import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Site } from './site.ts';

/** How long an authenticator has for its answer. */
export const challengeMinutes = 5;

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]+$/, { error: 'Dữ liệu của khóa không đúng dạng.' });
const answer = { id: base64url(1400), rawId: base64url(1400), type: z.literal('public-key') };

/** What a browser answers after making a passkey (RegistrationResponseJSON); what else it tells is left out. */
export const registrationAnswer = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(60_000),
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
});

/** What a browser answers after using a passkey (AuthenticationResponseJSON). */
export const assertionAnswer = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(4000),
    userHandle: base64url(200).nullish(),
  }),
});

/** A passkey as it is kept. */
export type KeptPasskey = { credentialId: string; publicKey: Uint8Array; counter: number; transports: string[] };

/** What the browser needs to make a passkey that asks its owner for finger, face or PIN. */
export function registrationOptionsOf(
  site: Site,
  account: { id: string; login: string; name: string },
  challenge: Uint8Array,
  existing: readonly Pick<KeptPasskey, 'credentialId' | 'transports'>[],
) {
  return generateRegistrationOptions({
    rpName: site.name,
    rpID: hostOf(site),
    userName: account.login,
    userDisplayName: account.name,
    userID: Uint8Array.from(Buffer.from(account.id)),
    challenge: Uint8Array.from(challenge),
    timeout: challengeMinutes * 60_000,
    excludeCredentials: existing.map((key) => ({ id: key.credentialId, transports: key.transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
}

/** What the browser needs to use a passkey: one of these, or any that it knows for this site. */
export function assertionOptionsOf(
  site: Site,
  challenge: Uint8Array,
  allowed: readonly Pick<KeptPasskey, 'credentialId' | 'transports'>[],
) {
  return generateAuthenticationOptions({
    rpID: hostOf(site),
    challenge: Uint8Array.from(challenge),
    timeout: challengeMinutes * 60_000,
    userVerification: 'required',
    ...(allowed.length > 0 && {
      allowCredentials: allowed.map((key) => ({ id: key.credentialId, transports: key.transports })),
    }),
  });
}

/** The new passkey, if the answer is to this challenge, from this site and verified its owner. */
export async function verifyRegistration(
  site: Site,
  made: z.output<typeof registrationAnswer>,
  challenge: string,
): Promise<KeptPasskey | undefined> {
  const { transports = [], ...response } = made.response;
  const verified = await verifyRegistrationResponse({
    response: { ...made, response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: hostOf(site),
    requireUserVerification: true,
  }).catch(refused);
  if (!verified?.verified) return undefined;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey, counter, transports };
}

/** The new counter of the passkey, if it signed this challenge for this site and verified its owner. */
export async function verifyAssertion(
  site: Site,
  used: z.output<typeof assertionAnswer>,
  challenge: string,
  passkey: KeptPasskey,
): Promise<number | undefined> {
  const { userHandle, ...response } = used.response;
  const verified = await verifyAuthenticationResponse({
    response: { ...used, response: { ...response, ...(userHandle && { userHandle }) }, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: hostOf(site),
    credential: {
      id: passkey.credentialId,
      publicKey: Uint8Array.from(passkey.publicKey),
      counter: passkey.counter,
      transports: passkey.transports,
    },
    requireUserVerification: true,
  }).catch(refused);
  return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
}

function hostOf(site: Site): string {
  return new URL(site.origin).hostname;
}

// The library throws on every answer that does not fit; why is of use to nobody but an attacker.
function refused(): undefined {
  return undefined;
}
