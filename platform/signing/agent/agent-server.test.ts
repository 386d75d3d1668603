import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SigningRefused } from '../signer.ts';
import { sampleSecrets, type SampleServer, startSampleServer } from './sample-server.ts';
import { startAgent } from './start-agent.ts';

let server: SampleServer;
let agent: Awaited<ReturnType<typeof startAgent>>;
beforeAll(async () => {
  server = await startSampleServer();
  server.session = {
    id: randomUUID(),
    signerName: 'Nguyễn Thị <b>Thử</b> Ký',
    certificateFingerprint: 'ab'.repeat(32),
    confirmUntil: '2026-11-23T08:00:00.000Z',
    items: [
      { itemId: randomUUID(), title: '<script>1</script>', detail: 'H01', digest: Buffer.alloc(32).toString('base64') },
    ],
  };
  const names = { signerName: 'Nguyễn Thị Thử Ký', serverName: 'Cửa Số', modulePath: '' };
  agent = await startAgent({
    readPairing: () => ({ server: server.origin, token: sampleSecrets.token, ...names }),
    openModule: () => {
      throw new SigningRefused('key_missing');
    },
    random: (bytes) => randomBytes(bytes),
    port: 0,
    tell: () => undefined,
    report: (error) => expect.fail(String(error)),
  });
  await vi.waitUntil(async () => (await ask('')).body.includes('1 văn bản chờ ký'));
});
afterAll(async () => {
  await agent.close();
  await server.close();
});

type Asked = { status: number; headers: Record<string, unknown>; body: string };

/** fetch does not let a test lie about Host and Origin. */
function ask(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, agent.address), { method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const { statusCode: status = 0, headers: got } = response;
        resolve({ status, headers: got, body: Buffer.concat(pieces).toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const fieldOf = (page: string, name: string) => new RegExp(`name="${name}"\\s+value="([^"]+)"`).exec(page)?.[1] ?? '';

test('the page is only at its own address, under its key', async () => {
  const { origin, host } = new URL(agent.address);
  expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
  for (const path of ['/', '/agent.css', '/favicon.ico', `/${'A'.repeat(43)}/`, '//', '/%2e%2e/'])
    expect((await ask(`${origin}${path}`)).status).toBe(404);
  const [name, port] = host.split(':');
  for (const lie of [`localhost:${port}`, `ke-xau.example:${port}`, `${name}`, `${name}:1`])
    expect((await ask('', { headers: { host: lie } })).status).toBe(403);
  expect((await ask('khong-co')).status).toBe(404);
  expect((await ask('', { method: 'PUT' })).status).toBe(405);
});

test('what comes from a page of another site is refused', async () => {
  expect((await ask('', { headers: { origin: 'https://ke-xau.example' } })).status).toBe(403);
  expect((await ask('', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  const page = (await ask('refuse')).body;
  const body = new URLSearchParams({ key: fieldOf(page, 'key'), mark: fieldOf(page, 'mark') }).toString();
  const { origin } = new URL(agent.address);
  for (const lie of ['https://ke-xau.example', 'null', origin.replace('127.0.0.1', 'localhost'), undefined]) {
    const headers = { ...form, ...(lie !== undefined && { origin: lie }) };
    expect((await ask('refuse', { method: 'POST', headers, body })).status).toBe(403);
  }
  const own = { ...form, origin };
  expect((await ask('refuse', { method: 'POST', headers: own, body: body.replace(/key=[^&]+/, 'key=x') })).status).toBe(
    403,
  );
  expect((await ask('refuse', { method: 'POST', headers: { origin }, body })).status).toBe(415);
  expect((await ask('refuse', { method: 'POST', headers: own, body: 'x'.repeat(9000) })).status).toBe(413);
  expect(server.refusals).toEqual([]);
});

test('the page runs no script, is kept nowhere, and shows the words of the server as words', async () => {
  const { headers, body } = await ask('');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).not.toContain('script');
  expect(headers['cache-control']).toBe('no-store');
  expect(body).toContain('&lt;script&gt;1&lt;/script&gt;');
  expect(body).not.toContain('<script');
  expect(body).not.toContain('<b>Thử');
  expect(body).toContain('Không mở được thư viện');
  expect((await ask('agent.css')).headers['content-type']).toContain('text/css');
});

test('without a device the documents can still be refused, after a question, and the server is told why', async () => {
  const page = (await ask('refuse')).body;
  expect(page).toContain('Không ký 1 văn bản này?');
  const body = new URLSearchParams({ key: fieldOf(page, 'key'), mark: fieldOf(page, 'mark') }).toString();
  const headers = { ...form, origin: new URL(agent.address).origin };
  expect((await ask('refuse', { method: 'POST', headers, body })).status).toBe(303);
  expect(server.refusals).toEqual(['key_missing']);
  expect((await ask('')).body).toContain('Đã chọn không ký');
  expect((await ask('refuse', { method: 'POST', headers, body })).status).toBe(303);
  expect(server.refusals).toHaveLength(1);
});
