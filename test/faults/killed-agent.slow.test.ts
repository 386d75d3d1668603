import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../../platform/database/data-folder.ts';
import { run } from '../../platform/operations/run.ts';
import { beginPairing } from '../../systems/signing/begin-pairing.ts';
import { getSession } from '../../systems/signing/get-session.ts';
import { openSession } from '../../systems/signing/open-session.ts';
import { makePki, type Pki } from '../pki/make-pki.ts';
import { type PkiServer, startPkiServer } from '../pki/pki-server.ts';
import { giveMeans, readyToSign, trustPki } from '../signing-cast.ts';
import { openDoor } from '../signing-door.ts';
import { openSigningWorld, type SigningPerson, type SigningWorld } from '../signing-world.ts';
import { makeSoftToken, type SoftToken } from '../soft-token.ts';

const batch = 100;
const killedAt = 50;
const home = mkdtempSync(join(tmpdir(), 'cuaso-agent-'));
let world: SigningWorld;
let pki: Pki;
let server: PkiServer;
let token: SoftToken;
let door: Awaited<ReturnType<typeof openDoor>>;
let leader: SigningPerson;
let certificateId: string;
const agents: ChildProcess[] = [];

beforeAll(async () => {
  pki = await makePki();
  server = await startPkiServer(pki);
  token = await makeSoftToken([{ label: 'lanh-dao', ...pki.holders.leader }]);
  world = await openSigningWorld({ timeStampUrls: [] });
  await trustPki(world, pki, server);
  leader = await world.person(await world.official(world.agencies.commune, 'leader'));
  certificateId = await giveMeans(world, {
    pki,
    name: 'leader',
    holderKind: 'official',
    holderId: leader.actor.officialId,
    device: 'usb_token',
  });
  door = await openDoor(world);
}, 120_000);
afterAll(async () => {
  for (const one of agents) one.kill('SIGKILL');
  await door.close();
  await world.close();
  await server.stop();
  token.remove();
  pki.remove();
  rmSync(home, { recursive: true, force: true });
});

function agent(...words: string[]): { child: ChildProcess; said: () => string } {
  const env = { ...process.env, ...token.env, CUASO_AGENT_HOME: home };
  const child = spawn(process.execPath, ['bin/sign-agent.ts', ...words], { cwd: projectFolder, env });
  agents.push(child);
  let text = '';
  const hear = (part: Buffer) => void (text += part.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { child, said: () => text };
}

async function until(condition: () => boolean | Promise<boolean>, what: string, limitMs = 60_000): Promise<void> {
  for (const end = performance.now() + limitMs; !(await condition()); await sleep(20)) {
    if (performance.now() > end) throw new Error(`${what} did not come`);
  }
}

/** Opens the agent's own page and presses the button with the PIN, as its owner does. */
async function confirmAt(said: () => string): Promise<void> {
  await until(() => /http:\/\/127\.0\.0\.1:\d+\S+/.test(said()), `the agent's page (${said()})`);
  const address = /http:\/\/127\.0\.0\.1:\d+\S+/.exec(said())?.[0] ?? '';
  const page = async () => (await fetch(address)).text();
  await until(async () => (await page()).includes('name="pin"'), 'the form for the PIN');
  const html = await page();
  const form = html.split('<form').find((one) => one.includes('name="pin"')) ?? '';
  const valueOf = (tag: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const fields = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => [valueOf(tag, 'name'), valueOf(tag, 'value')]);
  const body = new URLSearchParams(fields);
  body.set('pin', token.pin);
  const action = new URL(valueOf(form, 'action'), address);
  const headers = { origin: action.origin, 'content-type': 'application/x-www-form-urlencoded' };
  await fetch(action, { method: 'POST', headers, body, redirect: 'manual' });
}

async function countOf(...states: string[]): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from signing.item
    where state = any(${states}::text[])`.execute(world.db);
  return found.rows[0]?.count ?? 0;
}

async function signedDossiers(): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from cases.event e
    where e.kind = 'result_signed' and e.data ->> 'method' = 'digital'`.execute(world.db);
  return found.rows[0]?.count ?? 0;
}

test('a hundred documents, the agent killed at the fiftieth: those signed are signed, none is half, the rest goes on', async () => {
  const subjects = [];
  for (let i = 0; i < batch; i += 1) {
    subjects.push({ subjectId: (await readyToSign(world, world.agencies.commune)).dossierId });
  }
  const input = { certificateId, purpose: 'onestop.result', subjects, code: leader.nextCode() };
  const opened = await run(world.platform, openSession, leader.actor, input);
  if (opened.outcome !== 'opened') throw new Error(opened.code);
  const { code } = await run(world.platform, beginPairing, leader.actor, {});
  const pairing = agent('pair', door.address, code, '--module', token.module);
  await until(() => pairing.child.exitCode !== null, 'the pairing');
  expect([pairing.child.exitCode, pairing.said()]).toEqual([0, expect.stringContaining('Đã ghép nối')]);

  const first = agent();
  await confirmAt(first.said);
  await until(async () => (await countOf('answered', 'signed')) >= killedAt, 'the fiftieth signature', 120_000);
  first.child.kill('SIGKILL');
  await until(() => first.child.signalCode !== null, 'the end of the agent');
  await sleep(300);
  const before = await countOf('answered', 'signed');
  await world.workUntil(async () => (await countOf('answered')) === 0, 120_000);
  expect([await countOf('signed'), await countOf('waiting', 'sent'), await countOf('failed')]).toEqual([
    before,
    batch - before,
    0,
  ]);
  expect(before).toBeLessThan(batch);
  expect(await signedDossiers()).toBe(before);

  const second = agent();
  await confirmAt(second.said);
  const { sessionId } = opened;
  const state = async () => (await run(world.platform, getSession, leader.actor, { sessionId })).state;
  await world.workUntil(async () => (await state()) !== 'open', 180_000);
  expect([await countOf('signed'), await signedDossiers()]).toEqual([batch, batch]);
}, 400_000);
