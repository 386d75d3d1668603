import type { FastifyInstance, FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { HttpParts } from './http-parts.ts';
import { protocolAnswer } from './error-answer.ts';

/** `/health` for whoever watches the process, `/health/live` and `/health/ready` for a supervisor, `/metrics` for Prometheus. */
export function addHealthRoutes(server: FastifyInstance, parts: HttpParts, metricsToken: string | undefined): void {
  const ready = async () => {
    const why = await parts.notReady();
    return {
      status: why === undefined ? 200 : 503,
      body: { live: true, ready: why === undefined, ...(why && { why }) },
    };
  };
  for (const url of ['/health', '/health/ready']) {
    server.get(url, async (_, reply) => {
      const { status, body } = await ready();
      return reply.code(status).header('cache-control', 'no-store').send(body);
    });
  }
  server.get('/health/live', (_, reply) => reply.header('cache-control', 'no-store').send({ live: true }));
  server.get('/metrics', async (request, reply) => {
    if (!mayRead(request, metricsToken)) {
      const { status, body } = protocolAnswer(404, 'no_such_address', 'Không có địa chỉ này.');
      return reply.code(status).send(body);
    }
    return reply.header('content-type', parts.metrics.contentType).send(await parts.metrics.text());
  });
}

/** From this machine itself, not through a proxy on it; or with the token. */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined && given !== undefined) return same(token, given);
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'];
  const host = new URL(`http://${request.headers.host ?? 'x'}`).hostname.replace(/^\[|\]$/g, '');
  // A name that resolves to this machine is how a page of a stranger would reach us from a browser here.
  const named = host !== 'localhost' && isIP(host) === 0;
  return forwarded === undefined && !named && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '');
}

function same(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
