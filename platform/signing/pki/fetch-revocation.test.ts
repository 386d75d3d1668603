import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchCrl, fetchLimited, OutOfReach } from './fetch-revocation.ts';

let url = '';
const ways: Record<string, (reply: ServerResponse) => void> = {
  '/good': (reply) => reply.end(Buffer.from([1, 2, 3])),
  '/missing': (reply) => reply.writeHead(404).end('không có'),
  '/elsewhere': (reply) => reply.writeHead(302, { location: `${url}/good` }).end(),
  '/silent': () => undefined,
  '/drop-by-drop': (reply) => {
    const timer = setInterval(() => reply.write('x'), 20);
    reply.on('close', () => clearInterval(timer));
  },
  '/long': (reply) => {
    const more = (): void => void (reply.destroyed || reply.write(Buffer.alloc(65_536), more));
    more();
  },
};
const server = createServer((request, reply) => ways[request.url ?? '']?.(reply));

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('fetching from an authority', () => {
  test('gives the bytes as they are', async () => {
    expect(await fetchCrl(`${url}/good`)).toEqual(Buffer.from([1, 2, 3]));
  });

  test.each(['/missing', '/elsewhere', '/silent', '/drop-by-drop'])('%s is out of reach', async (path) => {
    const before = performance.now();
    await expect(fetchCrl(`${url}${path}`, 500)).rejects.toThrow(OutOfReach);
    expect(performance.now() - before).toBeLessThan(4000);
  });

  test('ends where an answer is longer than it may be', async () => {
    const limits = { timeoutMs: 10_000, maxBytes: 1_000_000 };
    await expect(fetchLimited(`${url}/long`, {}, limits)).rejects.toThrow('too large');
  });

  test.each([
    '',
    'ftp://127.0.0.1/a',
    'file:///etc/passwd',
    'data:,a',
    'http://',
    'http://a:b@127.0.0.1/',
    'http://127.0.0.1:1/',
  ])('of %s is refused', async (address) => {
    await expect(fetchCrl(address)).rejects.toThrow(OutOfReach);
  });
});
