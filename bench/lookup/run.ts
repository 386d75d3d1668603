// Public look-up by code over HTTP against a bare HTTP server with one select by key. node bench/lookup/run.ts [seconds]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { startServer } from '../../test/server-process.ts';
import { hangUp, send } from '../http-client.ts';
import { manyDossiers } from '../many-dossiers.ts';
import { rateOf, shown } from '../timing.ts';

const seconds = Number(process.argv[2] ?? 8);
const clients = 16;
const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-'));
const server = await startServer(data, { CUASO_LIMITS: 'off', CUASO_DEMO_DOSSIERS: '20' }, 180_000);
const codes = await manyDossiers(data, 20_000);
const bare = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts'), data], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const bareAddress = await new Promise<string>((resolve) =>
    bare.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())),
  );
  const codeOf = () => codes[Math.floor(Math.random() * codes.length)] ?? '';
  const ours = async () => expectFound(await send(`${server.address}/api/services/lookup-dossier?code=${codeOf()}`));
  const floor = async () => expectFound(await send(`${bareAddress}/?code=${codeOf()}`));
  await rateOf(clients, 3, ours);
  await rateOf(clients, 3, floor);
  const ratios: number[] = [];
  for (let round = 1; round <= 3; round += 1) {
    const a = await rateOf(clients, seconds, ours);
    const b = await rateOf(clients, seconds, floor);
    ratios.push(a.perSecond / b.perSecond);
    console.log(
      `round ${round}: ${shown(a.perSecond)} look-ups/s, bare server ${shown(b.perSecond)}, ratio ${(a.perSecond / b.perSecond).toFixed(2)}`,
    );
  }
  console.log(`median ratio ${ratios.toSorted((a, b) => a - b)[1]?.toFixed(2)} (aim: at least 0.70)`);
} finally {
  hangUp();
  bare.kill();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}

function expectFound(answer: { status: number; text: string }): void {
  if (answer.status !== 200 || !answer.text.includes('in_progress'))
    throw new Error(`${answer.status} ${answer.text.slice(0, 200)}`);
}
