import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../database/data-folder.ts';
import { sql } from 'kysely';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Platform } from '../operations/platform.ts';
import type { Registry } from '../operations/registry.ts';
import type { Identify } from './caller.ts';
import { createHttpServer, type HttpSettings } from './http-server.ts';
import { callCounter, usualLimits } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { PagesHandler } from './pages-route.ts';

/** What the web stands on. */
export type WebParts = {
  platform: Platform;
  registry: Registry;
  identify: Identify;
  log: Log;
  metrics: Metrics;
  forPages?: Readonly<Record<string, unknown>>;
};

/** The HTTP side of an installation with the settings of its environment. */
export async function createWeb(parts: WebParts, pages: PagesHandler | undefined): Promise<FastifyInstance> {
  const origin = process.env['CUASO_ORIGIN'];
  const limited = process.env['CUASO_LIMITS'] !== 'off';
  return createHttpServer(
    {
      ...parts,
      version: softwareVersion(),
      notReady: () => whyNotReady(parts.platform),
      originOf: (request) => origin ?? requestOriginOf(request),
      ...(limited && { counter: callCounter(usualLimits) }),
      ...(pages && { pages }),
    },
    settingsOf(process.env, limited),
  );
}

/** The version that package.json says. */
export function softwareVersion(): string {
  const manifest = readFileSync(join(projectFolder, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** The built pages, or nothing when nobody has built them. */
export async function findPages(): Promise<PagesHandler | undefined> {
  const file = join(projectFolder, 'web', 'build', 'handler.js');
  if (!existsSync(file)) return undefined;
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['BODY_SIZE_LIMIT'] ??= '64M';
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: PagesHandler };
  return handler;
}

/** The address by which this request came; a proxy's word for it counts only if the proxy is trusted. */
export function requestOriginOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

function settingsOf(environment: NodeJS.ProcessEnv, limited: boolean): HttpSettings {
  const trustedProxies = environment['CUASO_TRUSTED_PROXY']
    ?.split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const metricsToken = environment['CUASO_METRICS_TOKEN'];
  return {
    ...(trustedProxies && { trustedProxies }),
    ...(metricsToken && { metricsToken }),
    ...(!limited && { requestsPerMinute: 0 }),
  };
}

async function whyNotReady(platform: Platform): Promise<string | undefined> {
  try {
    await sql`select 1`.execute(platform.database.readOnly);
    return undefined;
  } catch {
    return 'database';
  }
}
