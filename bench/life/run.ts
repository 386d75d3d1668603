// A dossier's whole life over HTTP against the same rows by hand-written SQL. node bench/life/run.ts [seconds]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../test/server-process.ts';
import { hangUp } from '../http-client.ts';
import { percentile, rateOf, shown, type Times } from '../timing.ts';
import { floorOf } from './floor.ts';
import { castOf, liveOnce } from './lives.ts';

const seconds = Number(process.argv[2] ?? 15);
const clients = 16;
const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-'));
const server = await startServer(data, { CUASO_LIMITS: 'off' }, 180_000);
try {
  const cast = await castOf(data, server.address, clients);
  await rateOf(clients, 3, (client) => liveOnce(cast, client, new Map()));
  const rounds = [];
  const times: Times = new Map();
  for (let round = 1; round <= 3; round += 1) {
    const ours = await rateOf(clients, seconds, (client) => liveOnce(cast, client, times));
    const floor = await floorOf(data, clients, seconds);
    rounds.push({ ours: ours.perSecond, floor: floor.perSecond, ratio: ours.perSecond / floor.perSecond });
    console.log(
      `round ${round}: ${shown(ours.perSecond)} lives/s, floor ${shown(floor.perSecond)}, ratio ${(ours.perSecond / floor.perSecond).toFixed(2)}`,
    );
  }
  const ratios = rounds.map((round) => round.ratio).toSorted((a, b) => a - b);
  console.log(`median ratio ${ratios[1]?.toFixed(2)} (aim: at least 0.50)`);
  console.log('at full load (16 clients), p50/p95 ms:');
  for (const [name, all] of times)
    console.log(`  ${name.padEnd(28)} ${shown(percentile(all, 0.5))} / ${shown(percentile(all, 0.95))}`);
  const half: Times = new Map();
  const paceMs = (clients * 1000) / (Math.max(...rounds.map((round) => round.ours)) / 2);
  await rateOf(clients, seconds, async (client) => {
    const started = performance.now();
    await liveOnce(cast, client, half);
    const rest = paceMs - (performance.now() - started);
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest * (0.5 + Math.random())));
  });
  console.log('at half load, p50/p95 ms (aim: p95 under 40):');
  for (const [name, all] of half)
    console.log(`  ${name.padEnd(28)} ${shown(percentile(all, 0.5))} / ${shown(percentile(all, 0.95))}`);
} finally {
  hangUp();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
