import { randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '@cuaso/kernel/clock.ts';
import { elementAt } from '@cuaso/platform/signing/pki/der.ts';
import { directorsPhone } from './seats.ts';
import { addressesOf, issuersOf, type KeptTrust, readKeptTrust, writeKeptTrust } from './kept-trust.ts';
import { makeTrust } from './make-trust.ts';
import { revocationList } from './revocation-list.ts';
import { answerTimeStamp } from './time-stamp.ts';
import { publicPartOf } from './x509-parts.ts';

/** The demo's trust services while they run. */
export type DemoTrust = ReturnType<typeof addressesOf> & {
  /** The telephones whose SIM cards have a certificate of the demo. */
  phones: KeptTrust['phones'];
  stop: () => Promise<void>;
};

const maxRequestBytes = 16 * 1024;
const listKeptMs = 60_000;
const random = (bytes: number): Uint8Array => randomBytes(bytes);

/**
 * Opens the demo's revocation lists and time stamps on this machine alone, at the port of the first start; makes the
 * authorities if this is the first. Where another process of the same demo serves them already, they are its own.
 */
export async function startDemoTrust(folder: string, clock: Clock): Promise<DemoTrust> {
  const before = readKeptTrust(folder);
  const server = createServer();
  server.requestTimeout = 10_000;
  server.headersTimeout = 10_000;
  server.maxConnections = 200;
  let port = await opened(server, before?.port ?? 0);
  if (port === undefined && before !== undefined && (await isServed(before))) {
    return { ...addressesOf(before.port), phones: before.phones, stop: () => Promise.resolve() };
  }
  port ??= await opened(server, 0);
  if (port === undefined) throw new Error('the demo finds no port for its trust services');
  const kept = before ?? (await makeTrust({ port, at: clock.now(), simNumber: directorsPhone() }, random));
  // Another program may have taken the port for good; the lists are asked at the new one from now on.
  if (before?.port !== port) writeKeptTrust(folder, { ...kept, port });
  const answer = answersOf(folder, kept, clock);
  server.on('request', (request, response) => void answer(request, response).catch(() => response.destroy()));
  return { ...addressesOf(port), phones: kept.phones, stop: () => closed(server) };
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function answersOf(folder: string, kept: KeptTrust, clock: Clock): Answer {
  const issuers = issuersOf(kept);
  const lists = new Map<string, { der: Buffer; until: number }>();
  const listOf = (name: 'root' | 'state'): Buffer => {
    const now = clock.now();
    const known = lists.get(name);
    if (known !== undefined && now.getTime() < known.until) return known.der;
    const named = name === 'root' ? [] : (readKeptTrust(folder)?.revoked ?? []);
    const revoked = named.map(({ serial, at }) => ({ serial: Buffer.from(serial, 'hex'), at: new Date(at) }));
    const der = revocationList(issuers[name], revoked, now);
    lists.set(name, { der, until: now.getTime() + listKeptMs });
    return der;
  };
  return async (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const isGet = request.method === 'GET' || request.method === 'HEAD';
    if (isGet && path === '/crl/root.crl') return send(response, 200, 'application/pkix-crl', listOf('root'));
    if (isGet && path === '/crl/nha-nuoc.crl') return send(response, 200, 'application/pkix-crl', listOf('state'));
    if (path !== '/tsa') return send(response, 404, 'text/plain; charset=utf-8', 'Không có ở đây.');
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/timestamp-query') {
      return send(response, 415, 'text/plain; charset=utf-8', 'Chỉ nhận yêu cầu dấu thời gian (RFC 3161).');
    }
    const body = await bodyOf(request);
    if (body === undefined) return send(response, 413, 'text/plain; charset=utf-8', 'Yêu cầu quá dài.');
    const token = answerTimeStamp(issuers.timeStamp, body, clock.now(), random);
    return send(response, 200, 'application/timestamp-reply', token);
  };
}

function send(response: ServerResponse, status: number, type: string, body: Buffer | string): void {
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' };
  // What was not read of a refused request ends with its connection.
  response.writeHead(status, status < 400 ? headers : { ...headers, connection: 'close' });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** The whole request; nothing if it is too long, whose rest is not read then. */
function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= maxRequestBytes) parts.push(part);
      else {
        request.pause();
        resolve(undefined);
      }
    });
    request.once('end', () => resolve(Buffer.concat(parts)));
    request.once('error', reject);
  });
}

/** The port that was opened; nothing if somebody else has it. */
function opened(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error);
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Whether what answers at the kept port signs with the root's key. */
async function isServed(kept: KeptTrust): Promise<boolean> {
  try {
    const answer = await fetch(addressesOf(kept.port).crlUrls.root, { signal: AbortSignal.timeout(2000) });
    const list = Buffer.from(await answer.arrayBuffer());
    const outer = elementAt(list, 0);
    const content = outer && elementAt(list, outer.start);
    const algorithm = content && elementAt(list, content.end);
    const signature = algorithm && elementAt(list, algorithm.end);
    if (outer === undefined || content === undefined || signature === undefined) return false;
    const { key } = issuersOf(kept).root;
    const spki = { key: publicPartOf(key), format: 'der', type: 'spki' } as const;
    return verify(
      'sha256',
      list.subarray(outer.start, content.end),
      spki,
      list.subarray(signature.start + 1, signature.end),
    );
  } catch {
    return false;
  }
}
