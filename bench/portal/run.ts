// The main public pages against a bare server that sends as many bytes. node bench/portal/run.ts [seconds] [dossiers]
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logStatements, fewestSent } from '../../test/pages/statement-log.ts';
import { weightOf } from '../../test/pages/weight.ts';
import { demoOf, startServer } from '../../test/server-process.ts';
import { hangUp, send } from '../http-client.ts';
import { manyDossiers } from '../many-dossiers.ts';
import { percentile, rateOf, shown, timed, type Times } from '../timing.ts';

const seconds = Number(process.argv[2] ?? 6);
const dossiers = Number(process.argv[3] ?? 20_000);
const clients = 8;
const headers = { accept: 'text/html', 'accept-encoding': 'gzip' };
const pages = [
  ['home', '/'],
  ['search', '/thu-tuc?q=khai+sinh'],
  ['procedure', '/thu-tuc/1.001193'],
  ['checklist', '/thu-tuc/1.001193/truong-hop?c.authorised=true'],
  ['life event', '/su-kien/sinh-con'],
  ['suggestions', '/goi-y?q=khai+si'],
] as const;

const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-'));
const server = await startServer(data, { CUASO_LIMITS: 'off', CUASO_DEMO_DOSSIERS: '20' }, 240_000);
const demo = { address: server.address, data, ...demoOf(data), stop: async () => undefined };
try {
  if (dossiers > 0) await manyDossiers(data, dossiers);
  console.log('page            req/s   p50 ms   p95 ms  floor req/s  ratio   sent kB  queries');
  const counted = new Map<string, string>();
  for (const [name, path] of pages) counted.set(name, await measure(path));
  await logStatements(demo);
  for (const [name, path] of pages) {
    const { statements } = await fewestSent(demo, async () => void (await send(server.address + path, { headers })));
    const weight = name === 'suggestions' ? '' : shown((await weightOf(server.address, path)).total / 1000);
    console.log(
      `${name.padEnd(12)}${counted.get(name) ?? ''}${weight.padStart(10)}${String(statements.length).padStart(9)}`,
    );
  }
} finally {
  hangUp();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}

/** Requests a second of a page, and of a bare server that sends as much, one after the other. */
async function measure(path: string): Promise<string> {
  const times: Times = new Map();
  const first = await send(server.address + path, { headers });
  if (first.status !== 200) throw new Error(`${path}: ${first.status}`);
  const once = () => timed(times, path, async () => void (await send(server.address + path, { headers })));
  await rateOf(clients, 1, once);
  times.clear();
  const { perSecond } = await rateOf(clients, seconds, once);
  const floor = await floorOf(first.bytes);
  const all = times.get(path) ?? [];
  const columns = [perSecond, percentile(all, 0.5), percentile(all, 0.95), floor];
  return `${columns.map((one) => shown(one).padStart(9)).join('')}${(perSecond / floor).toFixed(3).padStart(9)}`;
}

async function floorOf(bytes: number): Promise<number> {
  const bare = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts'), String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await new Promise<string>((resolve) =>
      bare.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())),
    );
    const once = async () => void (await send(`${address}/`));
    await rateOf(clients, 1, once);
    return (await rateOf(clients, Math.min(seconds, 3), once)).perSecond;
  } finally {
    bare.kill();
  }
}
