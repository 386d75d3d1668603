import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Context, Provider } from 'oidc-provider';

/** Whom the provider knows. */
export type KnownPerson = { sub: string; name?: string; personal_number?: string };

/** A real OpenID Connect provider on loopback, in the place of the national identity. */
export type NationalIdentity = {
  issuer: string;
  /** Who signs in next; nobody means that the person turns back. */
  people: { next: KnownPerson | undefined };
  /** How long codes and tokens are good, in seconds. */
  seconds: { code: number };
  /** Does in the browser what the person does, and returns the query with which the person comes back. */
  visit: (address: string) => Promise<string>;
  close: () => Promise<void>;
};

/** The client's name and secret at this provider. */
export const oidcClient = { clientId: 'cuaso', clientSecret: 'a-secret-of-the-test-for-the-test-only' };

/** Starts the provider; people come back to `callback`. */
export async function startNationalIdentity(callback: string): Promise<NationalIdentity> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people: NationalIdentity['people'] = { next: undefined };
  const seconds = { code: 60 };
  const known = new Map<string, KnownPerson>();
  const provider = providerOf(issuer, callback, known, seconds);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const person = people.next;
    if (person !== undefined) known.set(person.sub, person);
    const result = person === undefined ? { error: 'access_denied' } : { login: { accountId: person.sub } };
    void provider.interactionFinished(request, response, result);
  });
  return { issuer, people, seconds, visit: (address) => visit(address, callback), close: () => closed(server) };
}

function providerOf(
  issuer: string,
  callback: string,
  known: Map<string, KnownPerson>,
  seconds: { code: number },
): Provider {
  const { clientId, clientSecret } = oidcClient;
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [callback] }],
    claims: { openid: ['sub'], profile: ['name', 'personal_number'] },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => known.get(sub) ?? { sub } }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    ttl: {
      AuthorizationCode: () => seconds.code,
      AccessToken: 60,
      Grant: 60,
      IdToken: 60,
      Interaction: 60,
      Session: 60,
    },
    jwks: { keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })] },
    cookies: { keys: ['for the test only'] },
    // The national identity asks nobody twice whether a province may know who comes.
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: oidc.client.clientId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** Follows the redirects with a cookie jar until the way back. */
async function visit(address: string, callback: string): Promise<string> {
  const jar = new Map<string, string>();
  let next = address;
  for (let hop = 0; hop < 10; hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
    next = new URL(location, next).href;
    if (next.startsWith(callback)) return new URL(next).search;
  }
  throw new Error('the provider never sends the person back');
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
