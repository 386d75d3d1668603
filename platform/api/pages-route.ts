import compression from 'compression';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyOperation } from '../operations/operation.ts';
import type { Actor } from '../identity/actor.ts';
import type { HttpParts } from './http-parts.ts';
import { securityHeaders } from './security-headers.ts';

/** What the built pages offer: a handler of Node's own requests. */
export type PagesHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

// On a slow line the wait is the bytes: a page of tables shrinks to a tenth.
const compress = compression({ threshold: 1024 });

/** Hands everything that is not the API to the pages, with the platform hung on the request. */
export async function addPagesRoute(server: FastifyInstance, parts: HttpParts, pages: PagesHandler): Promise<void> {
  await server.register(async (scope) => {
    // The pages read the body themselves.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all('/*', (request, reply) => {
      const { origin, host } = new URL(parts.originOf(request));
      const raw = request.raw as IncomingMessage & { cuaso?: unknown };
      // What a stranger claims about the way here is replaced by what we know.
      raw.headers['x-forwarded-proto'] = origin.startsWith('https:') ? 'https' : 'http';
      raw.headers['x-forwarded-for'] = request.ip;
      raw.headers.host = host;
      const admit = (operation: AnyOperation, actor: Actor) => parts.counter?.admit(operation, actor, request.ip);
      raw.cuaso = {
        ...parts.forPages,
        platform: { ...parts.platform, admit },
        requestId: request.id,
        sessionOf: parts.identify.sessionOf,
      };
      for (const [name, value] of Object.entries(securityHeaders)) reply.raw.setHeader(name, value);
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
      compress(raw as never, reply.raw as never, () => pages(raw, reply.raw, () => reply.raw.writeHead(404).end()));
    });
  });
}
