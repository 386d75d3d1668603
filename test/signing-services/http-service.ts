// A small HTTP server on this machine, for simulators of signing providers.
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A request with its whole body. */
export type Heard = {
  method: string;
  url: URL;
  type: string;
  bearer: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

/** What is answered; nothing at all for ever, where a provider hangs. */
export type Said =
  { status: number; type: string; body: string | Uint8Array; headers?: Record<string, string> } | 'nothing';
/** What a service that also cuts the line does. */
export type SaidOrCut = Said | 'hang_up';

/** A running server. */
export type HttpService = { origin: string; close: () => Promise<void> };

const maxBytes = 1024 * 1024;

/** Starts it on loopback; without a port the system chooses one. */
export async function startHttpService(answer: (heard: Heard) => Promise<SaidOrCut>, port = 0): Promise<HttpService> {
  const server = createServer((request, response) => {
    void heardOf(request)
      .then(answer)
      .catch((): Said => ({ status: 500, type: 'text/plain', body: 'The simulator failed.' }))
      .then((said) => say(response, said));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Waits as long as a slow provider would. */
export async function pause(delayMs: number): Promise<void> {
  if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
}

async function heardOf(request: IncomingMessage): Promise<Heard> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) throw new RangeError('The request is too long.');
    parts.push(part);
  }
  const { headers, method = '' } = request;
  return {
    method,
    url: new URL(request.url ?? '/', 'http://127.0.0.1'),
    type: (headers['content-type'] ?? '').toLowerCase(),
    bearer: /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '',
    headers,
    body: Buffer.concat(parts),
  };
}

function say(response: ServerResponse, said: SaidOrCut): void {
  if (said === 'nothing') return;
  if (said === 'hang_up') return void response.destroy();
  response.writeHead(said.status, { 'content-type': said.type, 'cache-control': 'no-store', ...said.headers });
  response.end(said.body);
}
