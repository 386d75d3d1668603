import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Failure } from '@cuaso/kernel/errors.ts';
import { errorAnswerOf, protocolAnswer } from './error-answer.ts';
import { addHealthRoutes } from './health-routes.ts';
import type { HttpParts } from './http-parts.ts';
import { networkOf } from './limits.ts';
import { addOperationRoutes } from './operation-routes.ts';
import { addPagesRoute } from './pages-route.ts';
import { addReferenceRoutes } from './reference-routes.ts';
import { referenceOf, requestIdOf } from './request-id.ts';
import { dataPolicy, securityHeaders, strictTransport } from './security-headers.ts';

/** What an installation may set. */
export type HttpSettings = {
  /** Addresses of the proxies in front, whose X-Forwarded-… are believed; otherwise the socket's address counts. */
  trustedProxies?: readonly string[];
  /** Lets Prometheus read /metrics from elsewhere. */
  metricsToken?: string;
  /** Requests of all kinds that one address may send in a minute; 0 switches the limit off. */
  requestsPerMinute?: number;
};

const usualRequestsPerMinute = 6000;

/** Puts the HTTP side together; it listens to nothing yet. */
export async function createHttpServer(parts: HttpParts, settings: HttpSettings = {}): Promise<FastifyInstance> {
  const server = fastify({
    trustProxy: settings.trustedProxies?.length ? [...settings.trustedProxies] : false,
    genReqId: (raw) => requestIdOf(raw.headers['x-request-id'], parts.platform),
    bodyLimit: 1024 * 1024,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => sendError(parts, error, request, reply),
  });
  // A form of another site can send plain text without asking; only JSON is read.
  server.removeContentTypeParser('text/plain');
  observeRequests(server, parts);
  server.setErrorHandler((error, request, reply) => sendError(parts, error, request, reply));
  await server.register(cookie);
  await limitRequests(server, settings.requestsPerMinute ?? usualRequestsPerMinute);
  addHealthRoutes(server, parts, settings.metricsToken);
  addReferenceRoutes(server, parts.registry, parts.version);
  addOperationRoutes(server, parts);
  server.all('/api/*', refuseAddress);
  server.setNotFoundHandler(refuseAddress);
  if (parts.pages) await addPagesRoute(server, parts, parts.pages);
  return server;
}

function observeRequests(server: FastifyInstance, parts: HttpParts): void {
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (request.protocol === 'https') void reply.header('strict-transport-security', strictTransport);
  });
  server.addHook('onSend', async (_, reply, payload) => {
    for (const [name, value] of Object.entries(securityHeaders)) void reply.header(name, value);
    if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', dataPolicy);
    return payload;
  });
  server.addHook('onResponse', async (request, reply) => {
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.raw.statusCode;
    parts.metrics.observeRequest(route, request.method, status, milliseconds);
    // The address without its parameters: they may hold a name, a number or a secret.
    const path = (request.raw.url ?? '').split('?')[0]?.slice(0, 200);
    parts.log.info({ requestId: request.id, method: request.method, path, status, milliseconds }, 'request');
  });
}

async function limitRequests(server: FastifyInstance, perMinute: number): Promise<void> {
  if (perMinute === 0) return;
  await server.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    hook: 'onRequest',
    cache: 50_000,
    keyGenerator: (request) => networkOf(request.ip),
    errorResponseBuilder: (_, { ttl }) =>
      new Failure('too_many', 'operations.too_many_calls', { retryAfterSeconds: ttl / 1000 }),
    addHeaders: noHeaders,
    addHeadersOnExceeding: noHeaders,
  });
}

const noHeaders = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

function sendError(parts: HttpParts, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, headers, body, isBug } = errorAnswerOf(error, request.id);
  if (isBug) parts.platform.report(error, referenceOf(request.id));
  void reply.code(status).headers(headers).header('cache-control', 'no-store').send(body);
}

function refuseAddress(_: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body } = protocolAnswer(404, 'no_such_address', 'Không có địa chỉ này.');
  return reply.code(status).header('cache-control', 'no-store').send(body);
}
