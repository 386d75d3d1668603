import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountOfCitizen, goodPassword, type IdentityWorld, openIdentityWorld } from '../../test/identity-world.ts';
import { resolveSession } from './resolve-actor.ts';
import { signIn } from './sign-in.ts';
import { requireAccepted } from './sign-in-result.ts';

const number = '082090001234';
const minuteMs = 60_000;

let world: IdentityWorld;
let accountId: string;
beforeAll(async () => {
  world = await openIdentityWorld();
  accountId = await accountOfCitizen(world, number);
});
afterAll(() => world.close());

const tryWith = (password: string, login = number) => run(world.platform, signIn, anonymous, { login, password });
const failures = async () => {
  const found = await sql<{ count: number; until: Date | null }>`select failed_attempts as count, locked_until as until
    from identity.account where id = ${accountId}`.execute(world.db);
  return found.rows[0];
};

describe('signing in with a password', () => {
  test('opens a session whose token is kept nowhere', async () => {
    const result = requireAccepted(await tryWith(goodPassword));
    expect(result).toMatchObject({ outcome: 'signed_in', token: expect.stringMatching(/^[\w-]{43}$/) });
    const resolved = await resolveSession(world.platform, result.token);
    expect(resolved?.actor).toMatchObject({ kind: 'person', accountId, number, audience: 'citizen' });
    const kept = await sql<{ all: string }>`select string_agg(s::text, ' ') as all from identity.session s`.execute(
      world.db,
    );
    expect(kept.rows[0]?.all).not.toContain(result.token);
    const audit = await sql<{ all: string }>`select string_agg(e::text, ' ') as all from audit.entry e`.execute(
      world.ownerDb,
    );
    expect(audit.rows[0]?.all).not.toContain(result.token);
    expect(audit.rows[0]?.all).not.toContain('argon2id');
  });

  test('takes the password and the number however they are typed', async () => {
    const result = await tryWith(goodPassword.normalize('NFD'), ' 082.090.001.234 ');
    expect(result.outcome).toBe('signed_in');
  });

  test('answers the same for a wrong password, an unknown login and a locked account', async () => {
    const wrong = await tryWith('không phải đâu');
    expect(wrong).toMatchObject({ outcome: 'refused', code: 'identity.wrong_login_or_password' });
    expect(await tryWith('không phải đâu', '082090009999')).toEqual(wrong);
    expect(() => requireAccepted(wrong)).toThrow(expect.objectContaining({ kind: 'denied' }));
  });

  test('takes as long for an unknown login as for a wrong password', async () => {
    const timeOf = async (login: string) => {
      const times: number[] = [];
      for (let round = 0; round < 7; round += 1) {
        const started = performance.now();
        await tryWith('không phải đâu', login);
        times.push(performance.now() - started);
        await sql`select 1`.execute(world.db);
      }
      return times.toSorted((a, b) => a - b)[3] ?? 0;
    };
    const [known, unknown] = [await timeOf(number), await timeOf('082090009999')];
    expect(unknown).toBeGreaterThan(known * 0.4);
    world.clock.moveBy(25 * 60 * minuteMs);
  });

  test('a right password forgets the failures before it', async () => {
    await tryWith('sai lần một');
    expect(await failures()).toMatchObject({ count: 1 });
    await tryWith(goodPassword);
    expect(await failures()).toEqual({ count: 0, until: null });
  });
});

describe('the lock-out', () => {
  test('listens to nobody after five failures, longer each time, and in the end for fifteen minutes', async () => {
    for (let time = 1; time <= 5; time += 1) await tryWith(`sai lần ${time}`);
    for (const wait of [1, 2, 5, 10, 15, 15]) {
      expect((await tryWith(goodPassword)).outcome).toBe('refused');
      world.clock.moveBy(wait * minuteMs - 1000);
      expect((await tryWith(goodPassword)).outcome).toBe('refused');
      world.clock.moveBy(1000);
      await tryWith('vẫn sai');
    }
    world.clock.moveBy(15 * minuteMs);
    expect((await tryWith(goodPassword)).outcome).toBe('signed_in');
  });

  test('counts guesses one by one when many come at once: the right one behind them is refused', async () => {
    const guesses = Array.from({ length: 12 }, (_, index) => tryWith(`đoán bừa ${index}`));
    await Promise.all(guesses);
    expect(await failures()).toMatchObject({ count: 5 });
    expect((await tryWith(goodPassword)).outcome).toBe('refused');
    world.clock.moveBy(25 * 60 * minuteMs);
  });

  test('does not count while it lasts, and begins anew after a day', async () => {
    for (let time = 1; time <= 8; time += 1) await tryWith(`sai lần ${time}`);
    expect(await failures()).toMatchObject({ count: 5 });
    world.clock.moveBy(25 * 60 * minuteMs);
    await tryWith('sai');
    expect(await failures()).toEqual({ count: 1, until: null });
  });
});

describe('bad input', () => {
  test.each([
    ['no login', { password: 'x' }],
    ['a number instead of text', { login: 82090001234, password: 'x' }],
    ['a login of signs', { login: "' or 1=1 --", password: 'x' }],
    ['a login that is too long', { login: 'A'.repeat(61), password: 'x' }],
    ['an empty password', { login: number, password: '' }],
    ['a password that is too long', { login: number, password: 'a'.repeat(201) }],
    ['half a character', { login: number, password: '\ud800aaaaaaaaaa' }],
    ['a field nobody knows', { login: number, password: 'x', remember: true }],
  ])('%s is refused as invalid', async (_, input) => {
    const tried = run(world.platform, signIn, anonymous, input as never);
    await expect(tried).rejects.toMatchObject({ kind: 'invalid' });
  });
});
