import type { FastifyInstance } from 'fastify';
import type { Registry } from '../operations/registry.ts';
import { openapiOf } from './openapi.ts';
import { referenceCss, referencePageOf } from './reference-page.ts';

/** `/api` for people and `/api/openapi.json` for programs; both are made once. */
export function addReferenceRoutes(server: FastifyInstance, registry: Registry, version: string): void {
  const page = referencePageOf(registry);
  const document = JSON.stringify(openapiOf(registry, version));
  const routes: [path: string, type: string, text: string][] = [
    ['/api', 'text/html; charset=utf-8', page],
    ['/api/', 'text/html; charset=utf-8', page],
    ['/api/reference.css', 'text/css; charset=utf-8', referenceCss],
    ['/api/openapi.json', 'application/json; charset=utf-8', document],
  ];
  for (const [path, type, text] of routes) {
    server.get(path, (_, reply) => reply.header('content-type', type).header('cache-control', 'no-cache').send(text));
  }
}
