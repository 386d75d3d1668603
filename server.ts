// The composition root: data folder and database, set-up, migrations, the check of all definitions, jobs, web.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodes, listen, stopListening } from '@cuaso/platform/api/listen.ts';
import { logJob, openLog } from '@cuaso/platform/api/log.ts';
import { createMetrics, type Metrics } from '@cuaso/platform/api/metrics.ts';
import { type ServerOptions, serverOptionsOf } from '@cuaso/platform/api/server-options.ts';
import { createWeb, findPages } from '@cuaso/platform/api/start-web.ts';
import { secretOf } from '@cuaso/platform/database/secrets.ts';
import { reportProblem } from '@cuaso/platform/database/problem.ts';
import { oidcSettingsOf } from '@cuaso/platform/identity/oidc.ts';
import { setSite } from '@cuaso/platform/identity/site.ts';
import { countJobs } from '@cuaso/platform/jobs/count-jobs.ts';
import { startJobs } from '@cuaso/platform/jobs/start-jobs.ts';
import { setNoticeKinds } from '@cuaso/platform/notices/kind.ts';
import { setSmsAnswerers } from '@cuaso/platform/notices/sms/answerers.ts';
import { createRegistry, type Registry } from '@cuaso/platform/operations/registry.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { setPurposes } from '@cuaso/platform/signing/purpose.ts';
import { setSigningServices } from '@cuaso/platform/signing/services.ts';
import { signingServicesFrom } from '@cuaso/platform/signing/services-of-settings.ts';
import { type RunningPlatform, startPlatform } from '@cuaso/platform/start-platform.ts';
import { syncPermissions } from '@cuaso/systems/access/sync-permissions.ts';
import { oidcSignIn } from '@cuaso/systems/identity/oidc-sign-in.ts';
import { resolveClient, resolveSession } from '@cuaso/systems/identity/resolve-actor.ts';
import { installed } from '@cuaso/systems/index.ts';
import { jobs } from '@cuaso/systems/jobs.ts';
import { noticeKinds } from '@cuaso/systems/notice-kinds.ts';
import { openNotices } from '@cuaso/systems/notices/open-notices.ts';
import { setPaymentGateway } from '@cuaso/systems/payments/gateway/gateway.ts';
import { paymentGatewayFrom } from '@cuaso/systems/payments/gateway/gateway-of-settings.ts';
import { resolveAgent } from '@cuaso/systems/signing/agent-token.ts';
import { smsAnswerers } from '@cuaso/systems/sms-answerers.ts';
import { signingPurposes } from '@cuaso/systems/signing-purposes.ts';
import { type Demo, isDemo, offerDemo } from './data/demo/offer-demo.ts';
import { type DemoTrust, startDemoTrust } from './data/demo/signing/trust-service.ts';

const patienceMs = 10_000;

/** What is stopped at the end, the last one first. */
const stops: (() => Promise<unknown>)[] = [];
let ending: Promise<void> | undefined;

const options = serverOptionsOf(process.argv.slice(2));
if ('problem' in options) {
  process.stderr.write(options.problem);
  process.exit(exitCodes.wrong_options);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
// Whoever read this may be gone: that ends nobody's service, and reporting it would fail the same way for ever.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('unhandledRejection', fall);
process.on('uncaughtException', fall);
await start(options).catch(fall);

async function start({ only, host, port, data }: ServerOptions): Promise<void> {
  const registry = createRegistry(installed);
  const metrics = createMetrics();
  const running = await startPlatform({
    data,
    metrics,
    log: (folder) => openLog(process.stdout.isTTY ? { file: join(folder.path, 'log', 'cuaso.jsonl') } : 'stdout'),
    onLost: fall,
  });
  stops.push(running.stop);
  const { platform, server } = running;
  setPurposes(platform.memory, signingPurposes);
  setNoticeKinds(platform.memory, noticeKinds);
  setSmsAnswerers(platform.memory, smsAnswerers);
  const trust = await openDemoTrust(running);
  const around = { secret: secretOf(server.folder, 'sealing'), now: () => platform.clock.now() };
  setSigningServices(platform.memory, signingServicesFrom(process.env, { ...around, ...(trust && { demo: trust }) }));
  setPaymentGateway(
    platform.memory,
    paymentGatewayFrom(process.env, () => platform.clock.now()),
  );
  await run(platform, syncPermissions, { kind: 'system', name: 'start' }, { systems: registry.systems });
  const demo = await offerDemo(platform, server.folder.path, say);
  // Only now: nobody is told of the invented past of a demo.
  openNotices(platform, process.env, (name) => secretOf(server.folder, name));
  if (only !== 'web') await startBackground(running, metrics);
  if (only === 'jobs') say('Cửa Số: chỉ chạy việc nền. / Only the background jobs run.');
  else await openWeb(running, registry, metrics, { host, port, demo });
}

/** The demo's own revocation lists and time stamps; a platform in real use has those of its settings. */
async function openDemoTrust({ platform, server }: RunningPlatform): Promise<DemoTrust | undefined> {
  if (!(await isDemo(platform, server.folder.path))) return undefined;
  const trust = await startDemoTrust(server.folder.path, platform.clock);
  stops.push(trust.stop);
  return trust;
}

async function startBackground({ platform, server, log }: RunningPlatform, metrics: Metrics): Promise<void> {
  const { stop } = await startJobs({
    platform,
    connection: server.app,
    jobs,
    tools: { dataFolder: server.folder.path, log: (facts, message) => log.info(facts, message) },
    observe: (observation) => {
      metrics.observeJob(observation.job, observation.outcome, observation.milliseconds);
      logJob(log, observation);
    },
  });
  stops.push(() => Promise.race([stop(), sleep(patienceMs)]));
  metrics.watch('cuaso_jobs', 'Background jobs by state.', () => countJobs(platform.database));
}

type Opening = { host: string; port: number; demo: Demo | undefined };

async function openWeb(
  running: RunningPlatform,
  registry: Registry,
  metrics: Metrics,
  opening: Opening,
): Promise<void> {
  const { platform, log } = running;
  const origin = process.env['CUASO_ORIGIN'];
  if (origin) setSite(platform.memory, { origin, name: 'Cửa Số' });
  const pages = await findPages();
  if (pages === undefined)
    say(
      'Chưa dựng các trang, chỉ có /api: hãy chạy bin/build-web.\nThe pages are not built, only /api is served: run bin/build-web.',
    );
  const identify = {
    sessionOf: (token: string) => resolveSession(platform, token),
    clientOf: async (token: string) => (await resolveAgent(platform, token)) ?? resolveClient(platform, token),
  };
  const oidc = oidcSettingsOf(process.env);
  const forPages = oidc === undefined ? {} : { oidc: oidcSignIn(platform, oidc) };
  const web = await createWeb({ platform, registry, identify, log, metrics, forPages }, pages);
  const opened = await listen(web, opening.host, opening.port);
  if ('problem' in opened) {
    process.stderr.write(opened.problem);
    return end(opened.exitCode);
  }
  stops.push(() => stopListening(web, patienceMs));
  // Passkeys are bound to an address; without one in the settings it is the one that was opened.
  if (!origin) setSite(platform.memory, { origin: opened.address.replace('127.0.0.1', 'localhost'), name: 'Cửa Số' });
  say(`Cửa Số: ${origin ?? opened.address}`);
  if (opening.demo !== undefined) sayDemo(opening.demo);
}

function sayDemo({ signIns, password }: Demo): void {
  say(`\nTỉnh minh họa; đăng nhập (mật khẩu chung: ${password}):`);
  for (const { role, login, name, totpKey } of signIns) {
    const code = totpKey === undefined ? '' : ` (mã hai lớp: bin/demo-code ${login})`;
    say(`  ${login.padEnd(14)} ${role.padEnd(38)} ${name}${code}`);
  }
}

/** Stops accepting, lets requests and jobs finish, closes the connections, stops the database; then the process is over. */
function end(exitCode: number): Promise<void> {
  ending ??= (async () => {
    for (const stop of stops.toReversed()) await stop().catch(reportProblem);
    process.exit(exitCode);
  })();
  return ending;
}

/** A problem with its sentence, or something that nobody expected: say it, and end in good order. */
function fall(error: unknown): void {
  void end(reportProblem(error));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
