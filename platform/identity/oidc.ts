import { Failure } from '@cuaso/kernel/errors.ts';
import * as oidc from 'openid-client';

/** How to reach the provider of the national identity (VNeID) or another one that speaks OpenID Connect. */
export type OidcSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** The claim that holds the personal number. */
  numberClaim: string;
};

/** Who the provider says has signed in. */
export type OidcPerson = { issuer: string; subject: string; name: string; personalNumber: string };

/** The three secrets of one sign-in: they come back, or are compared, when the person comes back. */
export type OidcSecrets = { state: string; nonce: string; verifier: string };

const timeoutSeconds = 10;

/** The settings from the environment; nothing means that signing in with the national identity is off. */
export function oidcSettingsOf(env: Readonly<Record<string, string | undefined>>): OidcSettings | undefined {
  const { CUASO_OIDC_ISSUER: issuer, CUASO_OIDC_CLIENT_ID: clientId, CUASO_OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer) return undefined;
  if (!clientId || !clientSecret) {
    throw new Error('CUASO_OIDC_ISSUER is set: CUASO_OIDC_CLIENT_ID and CUASO_OIDC_CLIENT_SECRET are needed too.');
  }
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== 'https:' && !isLoopback(hostname)) throw new Error('CUASO_OIDC_ISSUER must begin with https.');
  return {
    issuer,
    clientId,
    clientSecret,
    scope: env['CUASO_OIDC_SCOPE'] ?? 'openid profile',
    numberClaim: env['CUASO_OIDC_NUMBER_CLAIM'] ?? 'personal_number',
  };
}

/** Asks the provider how it works. This goes over the network: never inside a transaction. */
export async function discoverProvider(settings: OidcSettings): Promise<oidc.Configuration> {
  const issuer = new URL(settings.issuer);
  // Without encryption only to this machine itself: tests and trials.
  const execute = issuer.protocol === 'http:' && isLoopback(issuer.hostname) ? [oidc.allowInsecureRequests] : [];
  try {
    const options = { execute, timeout: timeoutSeconds };
    return await oidc.discovery(issuer, settings.clientId, settings.clientSecret, undefined, options);
  } catch (error) {
    throw new Failure('unavailable', 'identity.oidc_unavailable', {}, { cause: error });
  }
}

/** Where the browser goes to sign in. */
export async function authorisationAddressOf(
  provider: oidc.Configuration,
  settings: OidcSettings,
  redirectUri: string,
  secrets: OidcSecrets,
): Promise<string> {
  const address = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: settings.scope,
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
  });
  return address.href;
}

/** Changes the code for who it is. This goes over the network: never inside a transaction. */
export async function exchangeCode(
  provider: oidc.Configuration,
  settings: OidcSettings,
  callbackUrl: URL,
  secrets: OidcSecrets,
): Promise<OidcPerson> {
  try {
    const tokens = await oidc.authorizationCodeGrant(provider, callbackUrl, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Failure('denied', 'identity.oidc_refused');
    const all = { ...(await moreClaims(provider, settings, tokens.access_token, claims)), ...claims };
    return {
      issuer: claims.iss,
      subject: claims.sub,
      name: textOf(all['name']),
      personalNumber: textOf(all[settings.numberClaim]),
    };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Some providers tell the person's data only at the userinfo endpoint. */
async function moreClaims(
  provider: oidc.Configuration,
  settings: OidcSettings,
  accessToken: string,
  claims: oidc.IDToken,
): Promise<Record<string, unknown>> {
  const complete = textOf(claims[settings.numberClaim]) !== '' && textOf(claims['name']) !== '';
  if (complete || provider.serverMetadata().userinfo_endpoint === undefined) return {};
  return oidc.fetchUserInfo(provider, accessToken, claims.sub);
}

function refusalOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof oidc.AuthorizationResponseError) {
    const code = error.error === 'access_denied' ? 'identity.oidc_cancelled' : 'identity.oidc_refused';
    return new Failure('denied', code, {}, { cause: error });
  }
  const code = (error as { code?: unknown }).code;
  const answered = error instanceof oidc.ResponseBodyError ? error.status < 500 : String(code).startsWith('OAUTH_');
  if (answered && code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM' && code !== 'OAUTH_TIMEOUT') {
    return new Failure('denied', 'identity.oidc_refused', {}, { cause: error });
  }
  return new Failure('unavailable', 'identity.oidc_unavailable', {}, { cause: error });
}

function isLoopback(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim : '';
}
