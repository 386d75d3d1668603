import { createHash } from 'node:crypto';
import {
  anything,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  json,
  oneof,
  string,
  tuple,
  uint8Array,
} from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startHttpService } from '../../../test/signing-services/http-service.ts';
import type { HttpService, Said } from '../../../test/signing-services/http-service.ts';
import { refusalOf } from '../../../test/signing-services/refusal-of.ts';
import { sampleKey } from '../../../test/signing-services/sample-key.ts';
import { signDigest } from '../../../test/signing-services/sign-digest.ts';
import { remoteProvider } from './remote-provider.ts';
import type { RemoteProvider } from './remote-provider.ts';

const key = sampleKey('Lê Văn Cường');
const digest = createHash('sha256').update('a').digest();
const signature = signDigest(key.keyPem, digest).toString('base64');
const certificate = key.certificatePem.replace(/-----[^-]+-----|\n/g, '');

const credential = {
  key: { status: 'enabled', algo: ['1.2.840.113549.1.1.11'], len: 2048 },
  cert: { status: 'valid', certificates: [certificate] },
  auth: { mode: 'explicit', expression: 'PIN', objects: [{ type: 'Password', id: 'PIN' }] },
  multisign: 5,
};
const rightAnswers = (origin: string): Record<string, object> => ({
  'csc/v2/info': { specs: '2.0.0.0', name: 'A', authType: ['oauth2client'], oauth2: origin, methods: [] },
  'oauth2/token': { access_token: 'abc', token_type: 'Bearer', expires_in: 3600 },
  'csc/v2/credentials/info': credential,
  'csc/v2/credentials/authorize': { SAD: 'sad' },
  'csc/v2/signatures/signHash': { signatures: [signature] },
  'csc/v2/signatures/signPolling': { signatures: [signature] },
});
const paths = Object.keys(rightAnswers(''));
const numRuns = process.env['CUASO_LONG'] ? 5000 : 150;
const patient = { timeout: 180_000 };

let service: HttpService;
let provider: RemoteProvider;
let replaced: { path: string; said: Said } | undefined;

const jsonSaid = (body: string | Uint8Array, status = 200): Said => ({ status, type: 'application/json', body });

beforeAll(async () => {
  service = await startHttpService(async ({ url }) => {
    const path = url.pathname.slice(1);
    return replaced?.path === path ? replaced.said : jsonSaid(JSON.stringify(rightAnswers(service.origin)[path]));
  });
});
afterAll(() => service.close());
beforeEach(() => {
  replaced = undefined;
  provider = newProvider();
});

/** One that has no access token yet. */
function newProvider(): RemoteProvider {
  const settings = { baseUrl: `${service.origin}/csc/v2`, clientId: 'a', clientSecret: 'b', timeoutMs: 5000 };
  return remoteProvider(settings, () => new Date('2026-11-23T02:00:00Z'));
}

/** The whole way: each signature that is taken, as base64. */
async function taken(): Promise<string[]> {
  const { sad } = await provider.authorise({ credentialId: 'c', digests: [digest], pin: '1' });
  const begun = await provider.begin({ credentialId: 'c', digests: [digest], sad });
  const polled = await provider.poll('1:256:x');
  const all = [begun, polled].flatMap((one) => (one !== 'waiting' && 'signatures' in one ? one.signatures : []));
  return all.map((one) => one.toString('base64'));
}

/** Refused with a reason, or exactly the signatures that the provider has made. */
async function expectNothingElse(path: string, said: Said): Promise<void> {
  replaced = { path, said };
  provider = newProvider();
  const attempt = taken().then((found) => expect(found.every((one) => one === signature)).toBe(true));
  await refusalOf(attempt);
}

test('the right answers are taken', async () => {
  expect(await taken()).toEqual([signature, signature]);
});

test('bytes, texts and values of any kind never give anything but a refusal', patient, async () => {
  const body = oneof(uint8Array({ maxLength: 300 }), string(), json());
  const status = constantFrom(200, 201, 202, 204, 400, 401, 404, 500);
  await assert(
    asyncProperty(constantFrom(...paths), body, status, (path, bytes, code) =>
      expectNothingElse(path, jsonSaid(bytes, code)),
    ),
    { numRuns },
  );
});

test('right answers with one value replaced by any other give a refusal or what is right', patient, async () => {
  const places = paths.flatMap((path) =>
    placesIn(rightAnswers(service.origin)[path]).map((place) => ({ path, place })),
  );
  const values = oneof(anything({ maxDepth: 2 }), string(), integer(), constantFrom(null, [], {}, '', 0, -1, 1e300));
  await assert(
    asyncProperty(tuple(constantFrom(...places), values), ([{ path, place }, value]) =>
      expectNothingElse(path, jsonSaid(textOf(withValue(rightAnswers(service.origin)[path], place, value)))),
    ),
    { numRuns },
  );
});

test('right answers that are cut off are refused', async () => {
  for (const path of paths) {
    const whole = JSON.stringify(rightAnswers(service.origin)[path]);
    for (const end of [0, 1, whole.length >> 1, whole.length - 1]) {
      replaced = { path, said: jsonSaid(whole.slice(0, end)) };
      provider = newProvider();
      expect(['answer_wrong', 'unreachable']).toContain(await refusalOf(taken()));
    }
  }
});

test.each<[string, unknown]>([
  ['of 2040 bits', Buffer.alloc(255, 1).toString('base64')],
  ['of another key length', Buffer.alloc(384, 1).toString('base64')],
  ['empty', ''],
  ['with a line break', `${signature.slice(0, 64)}\n${signature.slice(64)}`],
  ['in the alphabet of addresses', Buffer.alloc(256, 255).toString('base64url')],
  ['with something behind it', `${signature}AAAA`],
  ['in a second spelling of its last byte', signature.replace(/.==$/, (end) => (end === 'B==' ? 'C==' : 'B=='))],
  ['not a text', 1],
])('a signature %s is refused', async (_, value) => {
  for (const path of ['csc/v2/signatures/signHash', 'csc/v2/signatures/signPolling']) {
    replaced = { path, said: jsonSaid(JSON.stringify({ signatures: [value] })) };
    expect(await refusalOf(taken())).toBe('answer_wrong');
  }
});

test('both the signatures and a later answer are one too many', async () => {
  const said = jsonSaid(JSON.stringify({ signatures: [signature], responseID: 'x' }));
  replaced = { path: 'csc/v2/signatures/signHash', said };
  expect(await refusalOf(taken())).toBe('answer_wrong');
});

test('an approval elsewhere and a version of the API that is not spoken here are refused', async () => {
  replaced = { path: 'csc/v2/credentials/authorize', said: jsonSaid('{"handle":"x","SAD":"x"}', 202) };
  expect(await refusalOf(taken())).toBe('answer_wrong');
  const old = { ...rightAnswers(service.origin)['csc/v2/info'], specs: '1.0.4.0' };
  replaced = { path: 'csc/v2/info', said: jsonSaid(JSON.stringify(old)) };
  provider = newProvider();
  expect(await refusalOf(taken())).toBe('answer_wrong');
});

type Place = readonly (string | number)[];

/** Every value inside a JSON value, by the way to it. */
function placesIn(value: unknown, way: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...way, name]))];
}

function withValue(value: unknown, [name, ...rest]: Place, other: unknown): unknown {
  if (name === undefined) return other;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[name] = withValue(copy[name], rest, other);
  return copy;
}

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
