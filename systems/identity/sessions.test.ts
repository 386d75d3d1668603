import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { cookieOptionsOf } from '@cuaso/platform/identity/session-cookie.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accountOfCitizen,
  accountOfOfficial,
  actorOf,
  goodPassword,
  type IdentityWorld,
  openIdentityWorld,
  platformItself,
  signedIn,
} from '../../test/identity-world.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { forgetExpired } from './forget-expired.ts';
import { listSessions } from './list-sessions.ts';
import { resolveSession } from './resolve-actor.ts';
import { signIn } from './sign-in.ts';
import { requireAccepted } from './sign-in-result.ts';
import { signOut } from './sign-out.ts';
import { touchSession } from './touch-session.ts';

const number = '082090001234';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let world: IdentityWorld;
let officialLogin: string;
beforeAll(async () => {
  world = await openIdentityWorld();
  await accountOfCitizen(world, number);
  officialLogin = await accountOfOfficial(world, 'handler');
});
afterAll(() => world.close());

const isOpen = async (token: string) => (await resolveSession(world.platform, token)) !== undefined;

describe('how long a session lasts', () => {
  test.each([
    ['a citizen', () => number, 12],
    ['an official', () => officialLogin, 8],
  ])('%s who does nothing is signed out after the idle time', async (_, loginOf, hours) => {
    const { token } = await signedIn(world, loginOf());
    world.clock.moveBy(hours * hourMs - 1);
    expect(await isOpen(token)).toBe(true);
    world.clock.moveBy(hours * hourMs);
    expect(await isOpen(token)).toBe(false);
  });

  test.each([
    ['a citizen', () => number, 7 * 24],
    ['an official', () => officialLogin, 24],
  ])('%s who works all the time is signed out in the end', async (_, loginOf, hours) => {
    const { token } = await signedIn(world, loginOf());
    for (let hour = 6; hour < hours; hour += 6) {
      world.clock.moveBy(6 * hourMs);
      expect(await isOpen(token)).toBe(true);
    }
    world.clock.moveBy(6 * hourMs);
    expect(await isOpen(token)).toBe(false);
  });

  test('being seen is written at most once in five minutes', async () => {
    const { token } = await signedIn(world, number);
    const written = async () => {
      const counted = await sql<{ count: number }>`select count(*)::int as count from audit.entry
        where operation = 'identity.touch-session'`.execute(world.ownerDb);
      return counted.rows[0]?.count ?? 0;
    };
    const before = await written();
    for (let minute = 0; minute < 12; minute += 1) {
      world.clock.moveBy(minuteMs);
      await isOpen(token);
    }
    expect(await written()).toBe(before + 2);
  });

  test('a token nobody gave opens nothing', async () => {
    for (const token of ['', 'x', 'A'.repeat(43), "' or true --", 'A'.repeat(10_000)])
      expect(await isOpen(token)).toBe(false);
  });

  test('the cookie is for no script, and over https for https only', () => {
    const expires = new Date();
    expect(cookieOptionsOf('https://dichvucong.example', expires)).toEqual({
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: true,
      expires,
    });
    expect(cookieOptionsOf('http://localhost:4173', expires).secure).toBe(false);
  });
});

describe('my sessions', () => {
  test('are told apart by their device, the last used first', async () => {
    const userAgent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1';
    const phone = await run(world.platform, signIn, anonymous, { login: number, password: goodPassword, userAgent });
    world.clock.moveBy(minuteMs);
    const { actor } = await signedIn(world, number);
    const { items } = await run(world.platform, listSessions, actor, {});
    expect(items[0]).toMatchObject({ isThisOne: true, device: 'Thiết bị khác' });
    expect(items[1]).toMatchObject({ isThisOne: false, device: 'Safari trên iPhone' });
    await run(world.platform, endSession, actor, { sessionId: items[1]?.id ?? '' });
    expect(await isOpen(requireAccepted(phone).token)).toBe(false);
  });

  test('are ended by their owner only', async () => {
    const { token, actor: official } = await signedIn(world, officialLogin);
    const { actor: citizen } = await signedIn(world, number);
    const { items } = await run(world.platform, listSessions, official, {});
    const tried = run(world.platform, endSession, citizen, { sessionId: items[0]?.id ?? '' });
    await expect(tried).rejects.toMatchObject({ kind: 'not_found', code: 'identity.session_not_found' });
    expect(await isOpen(token)).toBe(true);
  });

  test('end twice with a clear answer', async () => {
    const { actor: gone } = await signedIn(world, number);
    const { actor } = await signedIn(world, number);
    const { items } = await run(world.platform, listSessions, gone, {});
    const sessionId = items.find((one) => one.isThisOne)?.id ?? '';
    await run(world.platform, endSession, actor, { sessionId });
    const again = run(world.platform, endSession, actor, { sessionId });
    await expect(again).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('all end except this one', async () => {
    const others = [await signedIn(world, number), await signedIn(world, number)];
    const { token, actor } = await signedIn(world, number);
    const { ended } = await run(world.platform, endOtherSessions, actor, {});
    expect(ended).toBeGreaterThanOrEqual(2);
    expect(await Promise.all([...others.map((one) => one.token), token].map(isOpen))).toEqual([false, false, true]);
  });

  test('signing out ends this one', async () => {
    const { token, actor } = await signedIn(world, number);
    await run(world.platform, signOut, actor, {});
    await expect(actorOf(world, token)).rejects.toThrow('the session is over');
  });

  test.each([
    ['a number', 7],
    ['no id', 'x'],
    ['nothing', undefined],
  ])('%s instead of a session is invalid', async (_, id) => {
    const { actor } = await signedIn(world, number);
    const tried = run(world.platform, endSession, actor, { sessionId: id } as never);
    await expect(tried).rejects.toMatchObject({ kind: 'invalid' });
  });
});

test('only the platform says that a session was seen, or forgets what is over', async () => {
  const { actor } = await signedIn(world, number);
  const denied = { kind: 'denied' };
  const sessionId = '00000000-0000-7000-8000-000000000001';
  await expect(run(world.platform, touchSession, actor, { sessionId })).rejects.toMatchObject(denied);
  await expect(run(world.platform, forgetExpired, actor, {})).rejects.toMatchObject(denied);
  world.clock.moveBy(100 * 24 * hourMs);
  const { token } = await signedIn(world, number);
  const { removed } = await run(world.platform, forgetExpired, platformItself, {});
  expect(removed).toBeGreaterThan(5);
  expect(await isOpen(token)).toBe(true);
});
