import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { testPlatform } from '../../test/platform.ts';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import type { Actor } from '../identity/actor.ts';
import { createHttpServer, type HttpSettings } from './http-server.ts';
import { callCounter, type CallLimits } from './limits.ts';
import { silentLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { sampleRegistry } from './sample-registry.ts';

const person: Actor = {
  kind: 'person',
  accountId: 'p1',
  name: 'Nguyễn Thị Bé',
  number: '082090001234',
  audience: 'citizen',
};
const partner: Actor = { kind: 'client', clientId: 'c1', name: 'Thuế', scopes: ['sample.read'] };
const stranger: Actor = { kind: 'client', clientId: 'c2', name: 'Khác', scopes: ['sample.other'] };
const tokens: Record<string, Actor> = { partner, stranger };

let world: World;
const servers: FastifyInstance[] = [];
const bugs: { error: unknown; reference: string }[] = [];
const lines: Record<string, unknown>[] = [];
let base: string;

beforeAll(async () => {
  world = await openWorld();
  base = await open();
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await world.close();
});

/** Listens on a free port, with limits only if a test asks for them. */
async function open(settings: HttpSettings = { requestsPerMinute: 0 }, limits?: CallLimits): Promise<string> {
  const server = await createHttpServer(
    {
      platform: testPlatform(world.database, { report: (error, reference) => bugs.push({ error, reference }) }),
      registry: sampleRegistry,
      version: '0.0.0',
      identify: {
        sessionOf: async (token) => (token === 'person' ? { actor: person, session: { id: 's1' } } : undefined),
        clientOf: async (token) => tokens[token],
      },
      log: { ...silentLog, info: (facts) => lines.push(facts) },
      metrics: createMetrics(),
      notReady: async () => undefined,
      originOf: (request) => `${request.protocol}://${request.host}`,
      ...(limits && { counter: callCounter(limits) }),
    },
    settings,
  );
  servers.push(server);
  return server.listen({ port: 0, host: '127.0.0.1' });
}

type Answer = { status: number; headers: Headers; body: Record<string, unknown> & { error?: Record<string, unknown> } };

async function call(path: string, init: RequestInit = {}, at = base): Promise<Answer> {
  const response = await fetch(at + path, init);
  const text = await response.text();
  const body = text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : { text };
  return { status: response.status, headers: response.headers, body };
}

const json = { 'content-type': 'application/json' };
const bearer = { ...json, authorization: 'Bearer partner' };
const post = (path: string, input: unknown, headers: Record<string, string> = json, at = base) =>
  call(path, { method: 'POST', headers, body: typeof input === 'string' ? input : JSON.stringify(input) }, at);

describe('a refusal', () => {
  test.each([
    ['invalid', 422, 'Thông tin chưa hợp lệ. Xin xem lại các mục được đánh dấu.'],
    ['signed_out', 401, 'Ông/bà chưa đăng nhập hoặc phiên làm việc đã hết. Xin đăng nhập lại.'],
    ['denied', 403, 'Ông/bà không có quyền thực hiện việc này.'],
    ['not_found', 404, 'Không tìm thấy nội dung được yêu cầu.'],
    ['conflict', 409, 'Dữ liệu vừa được thay đổi. Xin tải lại trang rồi thử lại.'],
    ['too_many', 429, 'Có quá nhiều yêu cầu trong thời gian ngắn. Xin chờ ít phút rồi thử lại.'],
    ['unavailable', 503, 'Hệ thống tạm thời chưa phục vụ được. Xin thử lại sau ít phút.'],
  ])('of kind %s has status %d and its sentence', async (kind, status, message) => {
    const answer = await post('/api/sample/refuse', { kind });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: { code: `sample.${kind}`, kind, message } });
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="cuaso"' : null);
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '7' : status === 503 ? '30' : null);
  });

  test.each(['bug', 'crash'])('that is a %s says only its reference, and the log has the rest', async (kind) => {
    const answer = await post('/api/sample/refuse', { kind });
    expect(answer.status).toBe(500);
    const reference = String(answer.body.error?.['reference']);
    expect(reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|relation|stack/);
    expect(bugs.at(-1)?.reference).toBe(reference);
  });
});

describe('the protocol', () => {
  test.each([
    ['a body that is no JSON', '{"kind":', json, 400, 'operations.malformed_json'],
    ['an empty body', '', json, 400, 'operations.malformed_json'],
    ['a body that changes prototypes', '{"__proto__":{"a":1}}', json, 400, 'operations.malformed_json'],
    ['a body of another kind', 'kind=bug', { 'content-type': 'text/plain' }, 415, 'operations.wrong_media_type'],
    ['a body over a mebibyte', JSON.stringify({ kind: 'x'.repeat(1_100_000) }), json, 413, 'operations.too_large'],
  ])('%s', async (_, body, headers, status, code) => {
    const answer = await post('/api/sample/refuse', body, headers);
    expect([answer.status, answer.body.error?.['code']]).toEqual([status, code]);
  });

  test('an operation may take more, up to its own measure', async () => {
    const tree = { name: 'a', branches: [] };
    expect((await post('/api/sample/keep-tree', { tree, note: 'x'.repeat(2_000_000) })).status).toBe(200);
    expect((await post('/api/sample/keep-tree', { tree, note: 'x'.repeat(3_200_000) })).status).toBe(413);
  });

  test.each([
    ['GET', '/api/sample/nothing', 404],
    ['GET', '/elsewhere', 404],
    ['POST', '/api/sample/sweep', 404],
    ['GET', '/api/%E0%A4%A', 400],
    ['DELETE', '/api/sample/refuse', 405],
    ['GET', '/api/sample/refuse', 405],
    ['PUT', '/api/sample/list-notes', 405],
  ])('%s %s is %d', async (method, path, status) => {
    const answer = await call(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.body.error?.['message']).toBeTruthy();
    expect(answer.headers.get('allow')?.includes('POST') ?? false).toBe(status === 405);
  });

  test('every answer says its request id and cannot be framed, guessed at or stored', async () => {
    const given = await post('/api/sample/refuse', { kind: 'denied' }, { ...json, 'x-request-id': 'partner-0001' });
    expect(given.headers.get('x-request-id')).toBe('partner-0001');
    const made = await call('/api/sample/list-notes', { headers: { 'x-request-id': 'bad id; drop' } });
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(made.headers.get('x-content-type-options')).toBe('nosniff');
    expect(made.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(made.headers.get('strict-transport-security')).toBeNull();
  });

  test('the log has the request and never its parameters', async () => {
    await call('/api/sample/list-notes?text=Nguyễn', { headers: { 'x-request-id': 'logged-0001' } });
    const line = lines.findLast(({ requestId }) => requestId === 'logged-0001');
    expect(line).toMatchObject({ method: 'GET', path: '/api/sample/list-notes', status: 200 });
    expect(JSON.stringify(lines)).not.toContain('Nguy');
  });
});

describe('parameters of a query', () => {
  const echo = async (parameters: string) => (await call(`/api/sample/list-notes?${parameters}`)).body;
  const whole = { text: '', page: 1, states: [] };
  test.each([
    ['page=3&ratio=-1.5&mine=true', { page: 3, ratio: -1.5, mine: true }],
    ['text=1234', { text: '1234' }],
    ['states=new', { states: ['new'] }],
    ['states=new&states=done', { states: ['new', 'done'] }],
    ['states[]=new&numbers=1&numbers=2', { states: ['new'], numbers: [1, 2] }],
    ['numbers=[4,5]', { numbers: [4, 5] }],
    [`where=${encodeURIComponent('{"agency":"H58"}')}`, { where: { agency: 'H58' } }],
    ['level=null', { level: null }],
    ['level=4', { level: 4 }],
  ])('%s', async (parameters, expected) => {
    expect(await echo(parameters)).toEqual({ echo: { ...whole, ...expected } });
  });

  test.each([
    'page=x',
    'page=1&page=2',
    'mine=maybe',
    'states=old',
    'where={',
    'unknown=1',
    '__proto__=1&constructor=2',
    'page=1e999',
  ])('%s is refused', async (parameters) => {
    expect(await echo(parameters)).toMatchObject({ error: { kind: 'invalid' } });
  });
});

describe('input that nobody should have to think of', () => {
  const nested = (depth: number) =>
    `{"tree":{"name":"a","branches":[]},"anything":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  test.each([
    ['U+0000', '{"tree":{"name":"a\\u0000b","branches":[]}}', 'operations.unusable_text'],
    ['half a pair of surrogates', '{"tree":{"name":"\\ud800","branches":[]}}', 'operations.unusable_text'],
    ['half a pair in a name of a field', '{"anything":{"\\udc00":1}}', 'operations.unusable_text'],
    ['nesting without end', nested(200_000), 'operations.too_deep'],
  ])('%s', async (_, body, code) => {
    const answer = await post('/api/sample/keep-tree', body);
    expect([answer.status, answer.body.error?.['code']]).toEqual([422, code]);
  });
});

describe('who calls', () => {
  const secret = (headers: Record<string, string>) => call('/api/sample/read-secret', { headers });
  test('a machine within its scopes, and not beyond', async () => {
    expect((await secret(bearer)).body).toEqual({ secret: 'x' });
    expect((await secret({ authorization: 'Bearer stranger' })).status).toBe(403);
  });

  test.each(['Bearer wrong', 'Bearer ', 'Basic cGFydG5lcjp4', 'Bearer partner extra'])(
    '%s is refused',
    async (authorization) => {
      const answer = await secret({ authorization });
      expect([answer.status, answer.body.error?.['code']]).toEqual([401, 'api.bad_token']);
    },
  );

  test('a cookie that is over makes a stranger', async () => {
    expect((await secret({ cookie: 'cuaso_session=old' })).status).toBe(401);
    expect((await secret({ cookie: 'cuaso_session=person' })).status).toBe(403);
  });

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'OWN' }, 403],
    [{ origin: 'OWN' }, 200],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 403],
  ] as [Record<string, string>, number][])('a command by cookie from %j is %d', async (from, status) => {
    const headers = { ...json, cookie: 'cuaso_session=person', ...from };
    if (from['origin'] === 'OWN') Object.assign(headers, { origin: base });
    expect((await raw('/api/sample/write-note', headers, { text: 'x' })).status).toBe(status);
  });
});

/** Sends exactly these headers. */
async function raw(path: string, headers: Record<string, string>, input: unknown): Promise<{ status: number }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = request(base + path, { method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0 }));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(input));
  });
}

describe('a command sent twice', () => {
  const byCookie = () => ({ ...json, cookie: 'cuaso_session=person', origin: base });
  const write = (text: string, key: string, waitMs = 0) =>
    post('/api/sample/write-note', { text, waitMs }, { ...byCookie(), 'idempotency-key': key });
  const written = async (text: string) =>
    (await sql`select from operations.idempotency where actor = 'note' and operation = ${text}`.execute(world.db)).rows
      .length;

  test('with one key gives the first answer and writes once', async () => {
    const first = await write('once', 'k:1');
    expect(await write('once', 'k:1')).toMatchObject({ status: 200, body: first.body });
    expect(await written('once')).toBe(1);
  });

  test('at the same time with one key writes once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => write('parallel', 'k:2', 150)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['id'])}`)).size).toBe(1);
    expect(await written('parallel')).toBe(1);
  });

  test('without a key writes twice (the key is what does it)', async () => {
    await post('/api/sample/write-note', { text: 'twice' }, byCookie());
    await post('/api/sample/write-note', { text: 'twice' }, byCookie());
    expect(await written('twice')).toBe(2);
  });

  test('with one key and something else is a conflict', async () => {
    await write('one', 'k:3');
    const other = await write('other', 'k:3');
    expect([other.status, other.body.error?.['code']]).toEqual([409, 'operations.key_used_for_something_else']);
    expect(await written('other')).toBe(0);
  });

  test.each(['', ' ', 'a b', 'x'.repeat(101), 'é'.normalize('NFD').slice(0, 1) + '/'])(
    'key %j is refused',
    async (key) => {
      expect((await write('bad key', key)).status).toBe(422);
      expect(await written('bad key')).toBe(0);
    },
  );

  test("a stranger's key would be everybody's", async () => {
    const answer = await post('/api/sample/refuse', { kind: 'denied' }, { ...json, 'idempotency-key': 'k' });
    expect(answer.body.error?.['code']).toBe('operations.bad_idempotency_key');
  });
});

describe('limits', () => {
  const few: CallLimits = { anonymous: 50, person: 3, official: 3, client: 3 };
  const list = (at: string, headers: Record<string, string> = {}) => call('/api/sample/list-notes', { headers }, at);

  test('an operation that invites guessing has its own, by address', async () => {
    const at = await open({ requestsPerMinute: 0 }, few);
    for (let n = 0; n < 30; n += 1) expect((await list(at)).status).toBe(200);
    const over = await list(at);
    expect([over.status, over.body.error?.['code']]).toEqual([429, 'operations.too_many_calls']);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(over.body.error?.['message']).toMatch(/^Có quá nhiều yêu cầu .+ Xin thử lại sau \d+ giây\.$/);
    expect((await post('/api/sample/refuse', { kind: 'denied' }, json, at)).status).toBe(403);
    // Somebody who is signed in is counted by himself.
    expect((await list(at, bearer)).status).toBe(200);
  });

  test('an actor has one for everything together', async () => {
    const at = await open({ requestsPerMinute: 0 }, few);
    const statuses = [];
    for (let n = 0; n < 4; n += 1)
      statuses.push((await call('/api/sample/read-secret', { headers: bearer }, at)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  test('an address has one for requests of all kinds', async () => {
    const at = await open({ requestsPerMinute: 3 });
    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push(await call('/api/sample/list-notes', {}, at));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]?.body.error?.['code']).toBe('operations.too_many_calls');
  });

  test('X-Forwarded-For counts only from a trusted proxy', async () => {
    const from = (at: string, address: string) => list(at, { 'x-forwarded-for': address });
    const untrusting = await open({ requestsPerMinute: 2 });
    const trusting = await open({ requestsPerMinute: 2, trustedProxies: ['127.0.0.1'] });
    const addresses = ['203.0.113.1', '203.0.113.2', '203.0.113.3'];
    const statuses = async (at: string) => {
      const seen = [];
      for (const address of addresses) seen.push((await from(at, address)).status);
      return seen;
    };
    expect(await statuses(untrusting)).toEqual([200, 200, 429]);
    expect(await statuses(trusting)).toEqual([200, 200, 200]);
  });
});

describe('for those who watch', () => {
  test('health says that the process lives and is ready', async () => {
    expect((await call('/health')).body).toEqual({ live: true, ready: true });
    expect((await call('/health/live')).status).toBe(200);
  });

  test('metrics are for this machine, and not for who comes through a proxy on it or by a name', async () => {
    const here = await call('/metrics');
    expect(String(here.body['text'])).toContain('cuaso_operation_seconds');
    expect((await call('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
    expect((await rawGet('/metrics', { host: 'rebound.example' })).status).toBe(404);
  });

  test('with the token they are read from anywhere', async () => {
    const at = await open({ requestsPerMinute: 0, metricsToken: 'm-token' });
    const through = (token: string) =>
      call('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${token}` } }, at);
    expect((await through('m-token')).status).toBe(200);
    expect((await through('m-tokem')).status).toBe(404);
  });

  test('over https answers ask for https from then on', async () => {
    const at = await open({ requestsPerMinute: 0, trustedProxies: ['127.0.0.1'] });
    const answer = await call('/health', { headers: { 'x-forwarded-proto': 'https' } }, at);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=31536000');
  });
});

async function rawGet(path: string, headers: Record<string, string>): Promise<{ status: number }> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(base + path, { headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0 }));
    }).on('error', reject);
  });
}
