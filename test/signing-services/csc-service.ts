// Mô phỏng: a simulator of a provider of remote signatures, for tests, trials and demos. It is no trust service.
import { CscError } from './csc-input.ts';
import { guardedMethods, openMethods } from './csc-methods.ts';
import { cscState, kept } from './csc-state.ts';
import type { CscBehaviour, CscCredential, CscKey, CscState } from './csc-state.ts';
import { pause, startHttpService } from './http-service.ts';
import type { Heard, Said } from './http-service.ts';

/** A running simulator of CSC API v2.0.0.2. */
export type CscService = {
  /** The base of its methods. */
  url: string;
  clientId: string;
  clientSecret: string;
  behaviour: CscBehaviour;
  /** What the provider knows of a credential; its status may be changed. */
  credential: (credentialId: string) => CscKey;
  /** Makes every access token invalid that was given out. */
  forgetTokens: () => void;
  /** How often each method was called. */
  calls: ReadonlyMap<string, number>;
  close: () => Promise<void>;
};

/** Whom it serves and where. */
export type CscOptions = {
  credentials: readonly CscCredential[];
  port?: number;
  clientId?: string;
  clientSecret?: string;
  now?: () => Date;
};

/** Starts the simulator; each credential signs with its own key. */
export async function startCscService(options: CscOptions): Promise<CscService> {
  const { clientId = 'cua-so', clientSecret = 'for-the-simulator-only' } = options;
  const state = cscState(options.credentials, options.now ?? (() => new Date()));
  const calls = new Map<string, number>();
  const client = { client_id: clientId, client_secret: clientSecret };
  const { origin, close } = await startHttpService(async (heard) => {
    const method = heard.url.pathname.replace(/^\/(csc\/v2\/)?/, '');
    calls.set(method, (calls.get(method) ?? 0) + 1);
    return answered(state, method, heard, client, origin);
  }, options.port);
  return {
    url: `${origin}/csc/v2`,
    clientId,
    clientSecret,
    behaviour: state.behaviour,
    credential: (credentialId) => {
      const key = state.keys.get(credentialId);
      if (key === undefined) throw new Error(`There is no credential ${credentialId}.`);
      return key;
    },
    forgetTokens: () => state.tokens.clear(),
    calls,
    close,
  };
}

type Client = { client_id: string; client_secret: string };

async function answered(state: CscState, method: string, heard: Heard, client: Client, origin: string): Promise<Said> {
  const { behaviour } = state;
  await pause(behaviour.delayMs);
  if (behaviour.silent.includes(method)) return 'nothing';
  const failing = behaviour.failing[method];
  if (failing !== undefined) return json(failing, { error: 'server_error', error_description: 'Mô phỏng sự cố' });
  try {
    const { status, json: body } =
      method === 'oauth2/token' ? token(state, heard, client) : called(state, method, heard);
    const text = json(status, method === 'info' ? { ...body, oauth2: origin } : body);
    const isSigned = method.startsWith('signatures/');
    return behaviour.signatures === 'twice' && isSigned ? { ...text, body: `${text.body}\n${text.body}` } : text;
  } catch (error) {
    if (!(error instanceof CscError)) throw error;
    return json(error.status, { error: error.error, error_description: error.message });
  }
}

function called(state: CscState, method: string, { method: verb, type, bearer, body }: Heard) {
  const open = openMethods[method];
  const run = open ?? guardedMethods[method];
  if (run === undefined) throw new CscError('Unimplemented method', 'invalid_request', 501);
  if (verb !== 'POST' || !type.startsWith('application/json')) throw new CscError('JSON is sent with POST');
  if (open === undefined) requireToken(state, bearer);
  return run(state, body);
}

function requireToken(state: CscState, bearer: string): void {
  if (bearer === '') throw new CscError('Malformed authorization header');
  const expiresAt = state.tokens.get(bearer);
  if (expiresAt === undefined) throw new CscError('The access token is not valid', 'invalid_token', 401);
  if (state.now() >= expiresAt) throw new CscError('The access token is expired', 'expired_token', 401);
}

/** `oauth2/token` (section 8.4.4) for client credentials. */
function token(state: CscState, { method, type, body }: Heard, client: Client): { status: number; json: object } {
  if (method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded'))
    throw new CscError('A form is posted');
  const form = Object.fromEntries(new URLSearchParams(body.toString()));
  if (form['grant_type'] !== 'client_credentials') throw new CscError('Invalid parameter grant_type');
  if (form['scope'] !== 'service') throw new CscError('The scope is service', 'invalid_scope');
  if (form['client_id'] !== client.client_id) throw new CscError('Invalid parameter client_id');
  if (form['client_secret'] !== client.client_secret) throw new CscError('Invalid parameter client_secret');
  const { tokenSeconds } = state.behaviour;
  const accessToken = kept(state.tokens, state.now() + tokenSeconds * 1000);
  return { status: 200, json: { access_token: accessToken, token_type: 'Bearer', expires_in: tokenSeconds } };
}

function json(status: number, body: object | undefined): Exclude<Said, 'nothing'> {
  return { status, type: 'application/json; charset=utf-8', body: body === undefined ? '' : JSON.stringify(body) };
}
