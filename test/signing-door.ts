import type { FastifyInstance } from 'fastify';
import { openLog } from '../platform/api/log.ts';
import { createMetrics } from '../platform/api/metrics.ts';
import { createWeb } from '../platform/api/start-web.ts';
import { resolveAgent } from '../systems/signing/agent-token.ts';
import type { SigningWorld } from './signing-world.ts';

/** The API of a signing world on this machine, as agents reach it. */
export async function openDoor(world: SigningWorld): Promise<{ address: string; close: () => Promise<void> }> {
  const { platform, registry } = world;
  const identify = {
    sessionOf: async () => undefined,
    clientOf: (token: string) => resolveAgent(platform, token),
  };
  const limits = process.env['CUASO_LIMITS'];
  process.env['CUASO_LIMITS'] = 'off';
  const log = openLog({ file: '/dev/null' });
  const web: FastifyInstance = await createWeb(
    { platform, registry, identify, log, metrics: createMetrics() },
    undefined,
  );
  if (limits === undefined) delete process.env['CUASO_LIMITS'];
  else process.env['CUASO_LIMITS'] = limits;
  const address = await web.listen({ host: '127.0.0.1', port: 0 });
  return { address, close: () => web.close() };
}
