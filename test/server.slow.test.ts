import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataFolder, projectFolder } from '../platform/database/data-folder.ts';
import { processesIn } from '../platform/database/processes.ts';

const data = mkdtempSync(join(tmpdir(), 'cuaso-server-'));
const children: ChildProcess[] = [];

type Started = { child: ChildProcess; said: () => string; warned: () => string; over: Promise<number | null> };

function start(...words: string[]): Started {
  const child = spawn(process.execPath, [join(projectFolder, 'server.ts'), ...words], {
    env: { ...process.env, CUASO_DEMO: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (piece: Buffer) => out.push(piece.toString()));
  child.stderr?.on('data', (piece: Buffer) => err.push(piece.toString()));
  const over = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  return { child, said: () => out.join(''), warned: () => err.join(''), over };
}

async function addressOf(started: Started): Promise<string> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const found = /Cửa Số: (http:\S+)/.exec(started.said())?.[1];
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error(`it does not start: ${started.said()}${started.warned()}`);
}

let first: Started;
let address: string;
beforeAll(async () => {
  first = start('--port', '0', '--data', data);
  address = await addressOf(first);
}, 90_000);
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
  await Promise.all(children.map((child) => child.exitCode ?? new Promise((done) => child.once('exit', done))));
  rmSync(data, { recursive: true, force: true });
}, 60_000);

test('it serves health, the API and its description', async () => {
  expect(await (await fetch(`${address}/health`)).json()).toEqual({ live: true, ready: true });
  const found = await fetch(`${address}/api/services/lookup-dossier?code=000.00.15.H58-261123-0001`);
  expect(await found.json()).toMatchObject({ found: false });
  const described = (await (await fetch(`${address}/api/openapi.json`)).json()) as { paths: object };
  expect(Object.keys(described.paths).length).toBeGreaterThan(60);
  expect(await (await fetch(`${address}/api`)).text()).toContain('<h1>Giao diện lập trình</h1>');
  expect(await (await fetch(`${address}/metrics`)).text()).toContain('cuaso_jobs{state="waiting"} 0');
});

test('a busy port and a folder in use each get one sentence and an exit code', async () => {
  const folder = start('--port', '0', '--data', data);
  expect(await folder.over).toBe(10);
  expect(folder.warned()).toContain('đang chạy trên thư mục');
  const elsewhere = mkdtempSync(join(tmpdir(), 'cuaso-server-'));
  const port = start('--port', new URL(address).port, '--data', elsewhere);
  expect(await port.over).toBe(30);
  expect(port.warned()).toMatch(/^Cổng \d+ trên 127\.0\.0\.1 đã có chương trình khác dùng.*\nPort/);
  expect(processesIn(dataFolder(elsewhere).cluster)).toEqual([]);
  rmSync(elsewhere, { recursive: true, force: true });
}, 60_000);

test.each([['--port', 'abc'], ['--port', '70000'], ['--only', 'mail'], ['--unknown']])(
  '%s %s is explained',
  async (...words) => {
    const wrong = start(...words.filter(Boolean));
    expect(await wrong.over).toBe(2);
    expect(wrong.warned()).toContain('--host');
  },
);

test('SIGTERM ends everything in good order, and a second start finds what the first one wrote', async () => {
  const form = {
    kind: 'citizen',
    number: '082090001234',
    name: 'Võ Thị Lựu',
    phone: '0912345678',
    password: 'Sông Tiền chảy mãi',
  };
  const headers = { 'content-type': 'application/json' };
  const signUp = () =>
    fetch(`${address}/api/identity/sign-up`, { method: 'POST', headers, body: JSON.stringify(form) });
  expect((await signUp()).status).toBe(200);
  // A request on its way is answered, not cut off.
  const onTheWay = signUp();
  await sleep(5);
  first.child.kill('SIGTERM');
  expect((await onTheWay).status).toBe(409);
  expect(await first.over).toBe(0);
  expect(processesIn(dataFolder(data).cluster)).toEqual([]);

  first = start('--port', '0', '--data', data);
  address = await addressOf(first);
  expect((await signUp()).status).toBe(409);
}, 60_000);

test('a server that nobody reads any more says once that its database is lost, and is over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cuaso-server-'));
  const unread = start('--port', '0', '--data', folder);
  await addressOf(unread);
  unread.child.stdout?.destroy();
  unread.child.stderr?.destroy();
  const killing = setInterval(() => {
    for (const pid of processesIn(dataFolder(folder).cluster)) process.kill(pid, 'SIGKILL');
  }, 200);
  expect(await unread.over.finally(() => clearInterval(killing))).toBeGreaterThan(0);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('the log of a whole life has no name, number or password in it', () => {
  const log = first.said() + readFileSync(dataFolder(data).log, 'utf8');
  expect(log).toContain('"operation":"identity.sign-up"');
  expect(log).not.toMatch(/Võ Thị Lựu|082090001234|0912345678|Sông Tiền/);
});
