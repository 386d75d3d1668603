import { personalNumber, personName } from '@cuaso/kernel/fields.ts';
import {
  authorisationAddressOf,
  discoverProvider,
  exchangeCode,
  type OidcSettings,
} from '@cuaso/platform/identity/oidc.ts';
import { findSite } from '@cuaso/platform/identity/site.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { beginOidc } from './begin-oidc.ts';
import { claimOidc } from './claim-oidc.ts';
import { completeOidc } from './complete-oidc.ts';
import { refuse } from './refusals.ts';
import { requireAccepted } from './sign-in-result.ts';

/** Where the provider sends people back to. */
export const oidcCallbackPath = '/dang-nhap/vneid';

/** Signing in with the national identity, ready to be hung on two routes. */
export type OidcSignIn = {
  /** Where to send the browser, and what to put into its cookie (`oidcCookie`). */
  begin: (returnTo: string) => Promise<{ address: string; binding: string; expiresAt: Date }>;
  /** The person is back: `search` is the query of the callback, `binding` the cookie. Throws a Failure when refused. */
  finish: (back: { search: string; binding: string; userAgent: string }) => Promise<FinishedOidc>;
};

/** A session, and where the person wanted to go. */
export type FinishedOidc = { token: string; expiresAt: Date; returnTo: string };

const self = { kind: 'system', name: 'oidc' } as const;

/**
 * The two commands with the network between them: no transaction is open while the provider is asked. The waiting
 * sign-in is used up before the code is, so that an answer that comes twice is refused here already.
 */
export function oidcSignIn(platform: Platform, settings: OidcSettings): OidcSignIn {
  const provider = providerOf(settings);
  return {
    begin: async (returnTo) => {
      const callback = callbackOf(platform);
      const known = await provider();
      const { binding, expiresAt, ...secrets } = await run(platform, beginOidc, self, { returnTo });
      const address = await authorisationAddressOf(known, settings, callback.href, secrets);
      return { address, binding, expiresAt: new Date(expiresAt) };
    },
    finish: async ({ search, binding, userAgent }) => {
      const callback = callbackOf(platform);
      callback.search = search;
      const state = callback.searchParams.get('state') ?? '';
      const { returnTo, ...secrets } = requireAccepted(await run(platform, claimOidc, self, { state, binding }));
      const person = await exchangeCode(await provider(), settings, callback, { state, ...secrets });
      const named = { ...person, personalNumber: accepted(personalNumber, person.personalNumber) };
      const input = { ...named, name: accepted(personName, person.name), userAgent };
      const result = requireAccepted(await run(platform, completeOidc, self, input));
      return { token: result.token, expiresAt: new Date(result.expiresAt), returnTo };
    },
  };
}

function callbackOf(platform: Platform): URL {
  const site = findSite(platform.memory) ?? refuse('oidc_off');
  return new URL(oidcCallbackPath, site.origin);
}

/** Asks the provider once how it works; a failure is not remembered. */
function providerOf(settings: OidcSettings): () => ReturnType<typeof discoverProvider> {
  let known: ReturnType<typeof discoverProvider> | undefined;
  return async () => {
    known ??= discoverProvider(settings);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}

function accepted(field: typeof personalNumber | typeof personName, value: string): string {
  const parsed = field.safeParse(value);
  return parsed.success ? parsed.data : refuse('oidc_number_missing');
}
