import type { FastifyRequest } from 'fastify';
import type { Platform } from '../operations/platform.ts';
import type { Registry } from '../operations/registry.ts';
import type { Identify } from './caller.ts';
import type { CallCounter } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { PagesHandler } from './pages-route.ts';

/** Everything that the HTTP side stands on. */
export type HttpParts = {
  platform: Platform;
  registry: Registry;
  /** The version of this software. */
  version: string;
  identify: Identify;
  log: Log;
  metrics: Metrics;
  /** Why this process is not ready, or nothing when it is. */
  notReady: () => Promise<string | undefined>;
  /** The address as the person sees it: from the settings, or from the request. */
  originOf: (request: FastifyRequest) => string;
  /** Counts calls; left out when the limits are off. */
  counter?: CallCounter;
  /** What the pages get beside the platform: signing in with the national identity, where it is set. */
  forPages?: Readonly<Record<string, unknown>>;
  /** The built pages; without them only the API is served. */
  pages?: PagesHandler;
};
