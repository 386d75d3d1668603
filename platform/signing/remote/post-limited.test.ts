import { createServer as createPlain } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createTls } from 'node:https';
import { createServer as createRaw } from 'node:net';
import type { AddressInfo, Server as RawServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../../../test/signing-services/refusal-of.ts';
import { sampleKey } from '../../../test/signing-services/sample-key.ts';
import { postLimited } from './post-limited.ts';

const servers: (Server | RawServer)[] = [];

async function listening(server: Server | RawServer): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const answering = async (listener: RequestListener) => `http://127.0.0.1:${await listening(createPlain(listener))}/`;
const speaking = async (text: string) => {
  const server = createRaw((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(text));
  });
  return `http://127.0.0.1:${await listening(server)}/`;
};
const ask = (url: string, more: object = {}) =>
  postLimited({ url: new URL(url), headers: {}, body: 'hỏi', timeoutMs: 5000, maxBytes: 1000, ...more });

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
});

test('body, status and answer go over unchanged', async () => {
  const url = await answering((request, response) => {
    request.on('data', (part: Buffer) => response.writeHead(418).end(`${request.headers['x-a']} ${part.toString()}`));
  });
  const { status, body } = await ask(url, { headers: { 'x-a': 'b' } });
  expect([status, body.toString()]).toEqual([418, 'b hỏi']);
});

describe('what is no whole answer in time', () => {
  test('nobody listens', async () => {
    const port = await listening(createRaw());
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect(await refusalOf(ask(`http://127.0.0.1:${port}/`))).toBe('unreachable');
  });

  test('the service never answers', async () => {
    expect(await refusalOf(ask(await answering(() => undefined), { timeoutMs: 300 }))).toBe('unreachable');
  });

  test('the service trickles its answer for ever', async () => {
    const url = await answering((_, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await refusalOf(ask(url, { timeoutMs: 300 }))).toBe('unreachable');
  });

  test('the connection breaks in the middle of the answer', async () => {
    const url = await speaking('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
    expect(await refusalOf(ask(url))).toBe('unreachable');
  });
});

describe('what is an answer that is not taken', () => {
  test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
    const visits: string[] = [];
    const url = await answering((request, response) => {
      visits.push(request.url ?? '');
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    expect(await refusalOf(ask(url))).toBe('answer_wrong');
    expect(visits).toEqual(['/']);
  });

  test('more bytes than were asked for', async () => {
    const url = await answering((_, response) => response.end('x'.repeat(1001)));
    expect(await refusalOf(ask(url))).toBe('answer_wrong');
    expect(await refusalOf(ask(url, { maxBytes: 1001 }))).toBe('none');
  });

  test('a packed answer', async () => {
    const url = await answering((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'));
    expect(await refusalOf(ask(url))).toBe('answer_wrong');
  });

  test('something that is not HTTP', async () => {
    expect(await refusalOf(ask(await speaking('SSH-2.0-OpenSSH_9.2\r\n')))).toBe('answer_wrong');
  });
});

describe('mutual TLS', () => {
  const own = sampleKey('Cửa Số');
  const theirs = sampleKey('Nhà cung cấp');
  const identity = { certificatePem: own.certificatePem, keyPem: own.keyPem, authorityPem: theirs.certificatePem };
  const guarded = async () => {
    const options = { key: theirs.keyPem, cert: theirs.certificatePem, ca: own.certificatePem };
    const server = createTls({ ...options, requestCert: true, rejectUnauthorized: true }, (_, response) => {
      response.end('let in');
    });
    return `https://127.0.0.1:${await listening(server)}/`;
  };

  test('the own certificate opens the door', async () => {
    expect((await ask(await guarded(), { tls: identity })).body.toString()).toBe('let in');
  });

  test('without it, or to a service of which nobody knows who it is, nothing is sent', async () => {
    const url = await guarded();
    expect(await refusalOf(ask(url))).toBe('unreachable');
    const stranger = { ...identity, ...sampleKey('Người lạ') };
    expect(await refusalOf(ask(url, { tls: stranger }))).toBe('unreachable');
  });
});
