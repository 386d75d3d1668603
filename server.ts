// The composition root: data folder and database, set-up, migrations, the check of all definitions, jobs, web.
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { identifyWith } from '@cuaso/platform/api/identify.ts';
import { exitCodes, listen } from '@cuaso/platform/api/listen.ts';
import { openLog } from '@cuaso/platform/api/log.ts';
import { createMetrics } from '@cuaso/platform/api/metrics.ts';
import { type ServerOptions, serverOptionsOf } from '@cuaso/platform/api/server-options.ts';
import { createWeb, findPages } from '@cuaso/platform/api/start-web.ts';
import { reportProblem } from '@cuaso/platform/database/problem.ts';
import { setSite } from '@cuaso/platform/identity/site.ts';
import { createRegistry } from '@cuaso/platform/operations/registry.ts';
import { type RunningPlatform, startPlatform } from '@cuaso/platform/start-platform.ts';
import { installed } from '@cuaso/systems/index.ts';

const patienceMs = 10_000;

const options = serverOptionsOf(process.argv.slice(2));
if ('problem' in options) {
  process.stderr.write(options.problem);
  process.exit(exitCodes.wrong_options);
}

/** What is stopped at the end, the last one first. */
const stops: (() => Promise<unknown>)[] = [];
let ending: Promise<void> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
process.on('unhandledRejection', (error) => fall(error));
process.on('uncaughtException', (error) => fall(error));

await start(options).catch((error: unknown) => end(reportProblem(error)));

async function start({ only, host, port, data }: ServerOptions): Promise<void> {
  const metrics = createMetrics();
  const running = await startPlatform({
    data,
    metrics,
    log: (folder) => openLog(process.stdout.isTTY ? { file: join(folder.path, 'log', 'cuaso.jsonl') } : 'stdout'),
    onLost: fall,
  });
  stops.push(running.stop);
  const registry = createRegistry(installed);
  if (only === 'jobs') return;
  const pages = await findPages();
  if (pages === undefined) {
    say(
      'Chưa dựng các trang: chỉ có /api. Hãy chạy bin/start hoặc bin/build-web.\nThe pages are not built: only /api is served. Run bin/start or bin/build-web.',
    );
  }
  const { platform, log } = running;
  const web = await createWeb({ platform, registry, identify: identifyWith(platform), log, metrics }, pages);
  await open(web, running, host, port);
}

async function open(web: FastifyInstance, running: RunningPlatform, host: string, port: number): Promise<void> {
  const origin = process.env['CUASO_ORIGIN'];
  if (origin) setSite(running.platform.memory, { origin, name: 'Cửa Số' });
  const opened = await listen(web, host, port);
  if ('problem' in opened) {
    process.stderr.write(opened.problem);
    return end(opened.exitCode);
  }
  stops.push(() => Promise.race([web.close(), sleep(patienceMs)]));
  say(`Cửa Số: ${origin ?? opened.address}`);
}

/** Stops accepting, lets requests and jobs finish, closes the connections, stops the database; then the process is over. */
function end(exitCode: number): Promise<void> {
  ending ??= (async () => {
    for (const stop of stops.toReversed())
      await stop().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    process.exit(exitCode);
  })();
  return ending;
}

/** Something that nobody expected: say it, and end in good order rather than go on in an unknown state. */
function fall(error: unknown): void {
  void end(reportProblem(error));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
