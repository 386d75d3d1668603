// The heaviest public page, and the inbox of an officer beside an administrator's, with 100,000 dossiers.
// node bench/page/run.ts [seconds]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoOf, startServer } from '../../test/server-process.ts';
import { hangUp, send } from '../http-client.ts';
import { manyDossiers } from '../many-dossiers.ts';
import { percentile, rateOf, shown, timed, type Times } from '../timing.ts';

const seconds = Number(process.argv[2] ?? 6);
const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-'));
const server = await startServer(data, { CUASO_LIMITS: 'off', CUASO_DEMO_DOSSIERS: '200' }, 240_000);
try {
  await manyDossiers(data, 100_000);
  const { password, loginOf } = demoOf(data);
  const cookieOf = async (role: string) => {
    const headers = { 'content-type': 'application/json', origin: server.address };
    const body = JSON.stringify({ login: loginOf(role), password });
    const answer = await send(`${server.address}/api/identity/sign-in`, { method: 'POST', headers, body });
    return `cuaso_session=${(JSON.parse(answer.text) as { token: string }).token}`;
  };
  const [officer, administrator] = [await cookieOf('Tiếp nhận (xã'), await cookieOf('Quản trị')];
  const pages: readonly (readonly [name: string, path: string, cookie: string])[] = [
    ['public: home', '/', ''],
    ['public: procedures', '/thu-tuc', ''],
    ['public: procedure', '/thu-tuc/1.001193', ''],
    ['public: statistics', '/thong-ke', ''],
    ['inbox as officer', '/can-bo?tab=open', officer],
    ['inbox as administrator', '/can-bo?tab=open', administrator],
  ];
  const rates = new Map<string, number>();
  for (const [name, path, cookie] of pages) {
    const times: Times = new Map();
    const headers = { accept: 'text/html', 'accept-encoding': 'gzip', ...(cookie === '' ? {} : { cookie }) };
    const once = () =>
      timed(times, name, async () => {
        const answer = await send(server.address + path, { headers });
        if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`);
      });
    await once();
    const { perSecond } = await rateOf(8, seconds, once);
    rates.set(name, perSecond);
    const all = times.get(name) ?? [];
    console.log(
      `${name.padEnd(26)} ${shown(perSecond).padStart(8)} req/s  p50 ${shown(percentile(all, 0.5))} p95 ${shown(percentile(all, 0.95))} ms`,
    );
  }
  const ratio = (rates.get('inbox as officer') ?? 0) / (rates.get('inbox as administrator') ?? 1);
  console.log(`inbox as officer / as administrator: ${ratio.toFixed(2)} (aim: at least 0.80)`);
} finally {
  hangUp();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
