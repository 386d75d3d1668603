import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@cuaso/kernel/clock.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { projectFolder } from '../../platform/database/data-folder.ts';
import { setNoticeKinds } from '../../platform/notices/kind.ts';
import { run } from '../../platform/operations/run.ts';
import { noticeKinds } from '../../systems/notice-kinds.ts';
import { openNotices } from '../../systems/notices/open-notices.ts';
import { self } from '../../systems/notices/platform-actor.ts';
import { failing } from '../notice-services/mood.ts';
import { type SmsSimulator, startSmsSimulator } from '../notice-services/sms-simulator.ts';
import { type SmtpSimulator, startSmtpSimulator } from '../notice-services/smtp-simulator.ts';
import { mailSettings, smsSettings } from '../notice-world.ts';
import { testPlatform } from '../platform.ts';
import { hurryUp, tellMany } from '../tell-many.ts';
import { openWorld, type World } from '../world.ts';

const count = 300;
let world: World;
let mail: SmtpSimulator;
let sms: SmsSimulator;
let platform: ReturnType<typeof testPlatform>;
let env: Record<string, string>;
const senders: ChildProcess[] = [];

beforeAll(async () => {
  world = await openWorld();
  mail = await startSmtpSimulator();
  sms = await startSmsSimulator({ delayMs: 5 });
  platform = testPlatform(world.database, { clock: systemClock });
  setNoticeKinds(platform.memory, noticeKinds);
  const settings = { ...mailSettings(mail), ...smsSettings(sms), CUASO_SMTP_FROM: 'cong@mau.vn' };
  env = { ...settings, CUASO_NOTICES_LEASE_SECONDS: '2' };
  openNotices(platform, env, (name) =>
    name === 'vapid' ? Buffer.alloc(32, 7).toString('base64url') : 'a secret of the tests',
  );
}, 60_000);
afterAll(async () => {
  for (const one of senders) one.kill('SIGKILL');
  await Promise.all([mail.close(), sms.close()]);
  await world.close();
});
beforeEach(() => {
  mail.got.length = 0;
  sms.got.length = 0;
});

function sender(): ChildProcess {
  const words = ['test/faults/notices-process.ts', JSON.stringify(world.connectionOf('app'))];
  const child = spawn(process.execPath, words, {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  senders.push(child);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  while (child.signalCode === null) await sleep(10);
}

async function until(condition: () => boolean | Promise<boolean>, what: string, limitMs = 90_000): Promise<void> {
  for (const end = performance.now() + limitMs; !(await condition()); await sleep(25)) {
    if (performance.now() > end) throw new Error(`${what} did not come`);
  }
}

type State = { id: string; channel: 'sms' | 'email'; state: string };

async function states(batch: string): Promise<State[]> {
  const found = await sql<State>`select d.id, d.channel, d.state from notices.delivery d
    join notices.notice n on n.id = d.notice_id where n.dedupe_key like ${`${batch}:%`}`.execute(world.db);
  return found.rows;
}

const isOpen = ({ state }: State) => state === 'waiting' || state === 'sending';

/** How often each message arrived, by its key. */
function arrivals(): Map<string, number> {
  const keys = [...sms.got.map(({ key }) => key), ...mail.got.map(({ messageId }) => messageId.slice(1, 37))];
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

test('killed between the commit and the sending: nothing is lost, everything arrives once', async () => {
  await run(platform, tellMany, self, { batch: 'committed', from: 0, count: 50 });
  // Whoever wrote them is gone; another process finds them.
  const other = sender();
  await until(async () => (await states('committed')).every((one) => !isOpen(one)), 'the end of sending');
  await killed(other);
  const all = await states('committed');
  expect(all.map(({ state }) => state)).toEqual(Array(100).fill('sent'));
  expect([...arrivals().values()]).toEqual(Array(100).fill(1));
}, 120_000);

test('killed five times in the middle of sending: nothing is lost, nothing arrives twice, what is not clear is said to be', async () => {
  await run(platform, tellMany, self, { batch: 'killed', from: 1000, count });
  for (let kill = 1; kill <= 5; kill += 1) {
    const child = sender();
    const goal = sms.got.length + mail.got.length + 70;
    await until(() => sms.got.length + mail.got.length >= goal, `message ${goal}`);
    await killed(child);
  }
  const last = sender();
  await until(async () => (await states('killed')).every((one) => !isOpen(one)), 'the end of sending');
  await killed(last);
  const all = await states('killed');
  const times = arrivals();
  expect(all).toHaveLength(2 * count);
  const wrong = all.filter(({ id, state }) => {
    const arrived = times.get(id) ?? 0;
    return state === 'sent' ? arrived !== 1 : state !== 'unknown' || arrived > 1;
  });
  expect(wrong).toEqual([]);
  // A gateway can be asked, so every short message is certain; of mails only those that were on their way are not.
  expect(all.filter(({ channel, state }) => channel === 'sms' && state !== 'sent')).toEqual([]);
  expect(all.filter(({ state }) => state === 'unknown').length).toBeLessThanOrEqual(5 * 40);
}, 300_000);

test('providers that fail one time in five: everything arrives once, but for mails whose answer was lost', async () => {
  mail.behave(failing(0.2, 3));
  sms.behave(failing(0.2, 5));
  await run(platform, tellMany, self, { batch: 'failing', from: 5000, count: 100 });
  const child = sender();
  await until(async () => {
    await run(platform, hurryUp, self, {});
    return (await states('failing')).every((one) => !isOpen(one));
  }, 'the end of sending');
  await killed(child);
  const times = arrivals();
  const wrong = (await states('failing')).filter(({ id }) => times.get(id) !== 1);
  expect(wrong).toEqual([]);
}, 180_000);
