import type { z } from 'zod';
import { SigningRefused } from '../signer.ts';
import { infoAnswer, tokenAnswer } from './csc-answers.ts';
import { cscRefusalOf } from './csc-refusal.ts';
import { postLimited } from './post-limited.ts';
import type { Reply } from './post-limited.ts';
import { namedAddressOf, requireProviderAddress } from './provider-address.ts';
import { serviceToken } from './service-token.ts';
import type { AccessToken } from './service-token.ts';

/** How to reach a provider of remote signatures that speaks CSC API version 2. */
export type RemoteSettings = {
  /** Where its methods lie, as in `https://service.example/csc/v2`. */
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  /** The token endpoint, where the provider names its authorisation server only as issuer (RFC 8414). */
  tokenUrl?: string;
  /** `S`: signatures come in the answer; `A`: they are asked for later. */
  operationMode?: 'S' | 'A';
  /** For each question, in milliseconds. */
  timeoutMs?: number;
};

/** A successful answer of a method. */
export type CscReply = { status: number; json: unknown };

/** The methods of one service, with its access token. */
export type CscService = {
  /** `info`, which needs no authorisation. */
  info: () => Promise<z.infer<typeof infoAnswer>>;
  /** Any other method; every answer that is no success is a refusal. */
  call: (method: string, input: Readonly<Record<string, unknown>>) => Promise<CscReply>;
};

const maxBytes = 1024 * 1024;
const defaultTimeoutMs = 20_000;
const defaultTokenSeconds = 3600;
/** A token that is about to expire would be refused on its way. */
const marginSeconds = 10;

/** A service of CSC API version 2.0.0.2 with service authorisation by client credentials (section 8.5.2.2). */
export function cscService(settings: RemoteSettings, now: () => Date): CscService {
  const base = requireProviderAddress(settings.baseUrl.replace(/\/*$/, '/'));
  const ownTokenUrl = settings.tokenUrl === undefined ? undefined : requireProviderAddress(settings.tokenUrl);
  const post = (url: URL, headers: Record<string, string>, body: string) =>
    postLimited({ url, headers, body, timeoutMs: settings.timeoutMs ?? defaultTimeoutMs, maxBytes });
  const ask = (method: string, input: object, headers: Record<string, string> = {}) =>
    post(new URL(method, base), { 'content-type': 'application/json', ...headers }, JSON.stringify(input));

  const info = async () => parsed(infoAnswer, succeeded('info', await ask('info', {})).json, 'info');
  const fetchToken = async (): Promise<AccessToken> => {
    const url = ownTokenUrl ?? tokenUrlOf(await info(), base);
    const form = { grant_type: 'client_credentials', scope: 'service' };
    const client = { client_id: settings.clientId, client_secret: settings.clientSecret };
    const askedAt = now().getTime();
    const body = new URLSearchParams({ ...form, ...client }).toString();
    return tokenOf(await post(url, { 'content-type': 'application/x-www-form-urlencoded' }, body), askedAt);
  };
  const token = serviceToken(fetchToken, now);

  const askWith = (bearer: string, method: string, input: object) =>
    ask(method, input, { authorization: `Bearer ${bearer}` });
  const call = async (method: string, input: object) => {
    const bearer = await token.get();
    const reply = await askWith(bearer, method, input);
    if (reply.status !== 401) return succeeded(method, reply);
    // Nothing was done without authorisation: the same question may be asked again with a new token.
    token.drop(bearer);
    return succeeded(method, await askWith(await token.get(), method, input));
  };
  return { info, call };
}

/** An answer in the shape that the method promises. */
export function parsed<Schema extends z.ZodType>(schema: Schema, json: unknown, method: string): z.infer<Schema> {
  const result = schema.safeParse(json);
  if (!result.success) throw new SigningRefused('answer_wrong', `${method}: not the shape of its answer`);
  return result.data;
}

function succeeded(method: string, { status, body }: Reply): CscReply {
  const json = jsonOf(body);
  if (![200, 201, 202, 204].includes(status)) throw cscRefusalOf(method, status, json);
  return { status, json };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function tokenUrlOf({ specs, authType, oauth2 }: z.infer<typeof infoAnswer>, base: URL): URL {
  if (!specs.startsWith('2.')) throw new SigningRefused('answer_wrong', 'info: not version 2 of the CSC API');
  if (!authType.includes('oauth2client')) throw new SigningRefused('answer_wrong', 'info: no client credentials');
  const url = oauth2 == null ? undefined : namedAddressOf(oauth2.replace(/\/*$/, '/'), base);
  if (url === undefined) throw new SigningRefused('answer_wrong', 'info: no usable authorisation server');
  return new URL('oauth2/token', url);
}

function tokenOf({ status, body }: Reply, askedAt: number): AccessToken {
  if (status !== 200) {
    // Refused is this installation, not the signer: its settings, or the provider for the time being.
    throw new SigningRefused('unreachable', `oauth2/token: ${status}`);
  }
  const { access_token, expires_in } = parsed(tokenAnswer, jsonOf(body), 'oauth2/token');
  const seconds = (expires_in ?? defaultTokenSeconds) - marginSeconds;
  return { token: access_token, usableUntil: new Date(askedAt + seconds * 1000) };
}
