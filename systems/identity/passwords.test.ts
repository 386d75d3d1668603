import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { totpCodeOf } from '@cuaso/platform/identity/totp.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accountOfCitizen,
  accountOfOfficial,
  actorOf,
  goodPassword,
  type IdentityWorld,
  openIdentityWorld,
  signedIn,
} from '../../test/identity-world.ts';
import { changePassword } from './change-password.ts';
import { confirmTotp } from './confirm-totp.ts';
import { enrolTotp } from './enrol-totp.ts';
import { getMe } from './get-me.ts';
import { issueReset } from './issue-reset.ts';
import { resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';
import { requireAccepted } from './sign-in-result.ts';

const number = '082090001234';
const newPassword = 'Cầu Rạch Miễu gió lộng';
const paper = 'CCCD 082090001234';
const minuteMs = 60_000;

let world: IdentityWorld;
beforeAll(async () => {
  world = await openIdentityWorld();
  await accountOfCitizen(world, number);
  for (const name of ['clerk', 'departmentAdmin', 'provincialAdmin', 'handler'] as const)
    await accountOfOfficial(world, name);
});
afterAll(() => world.close());

const tryWith = (login: string, password: string) => run(world.platform, signIn, anonymous, { login, password });
const as = async (login: string) => (await signedIn(world, login)).actor;
const reset = (input: object) => run(world.platform, resetPassword, anonymous, input as never);
const wrongCode = { outcome: 'refused', code: 'identity.wrong_reset_code' };

describe('changing the password', () => {
  test('ends every other session and gives this one a new token', async () => {
    const other = await signedIn(world, number);
    const own = await signedIn(world, number);
    const input = { current: goodPassword, password: newPassword };
    const changed = requireAccepted(await run(world.platform, changePassword, own.actor, input));
    await expect(actorOf(world, other.token)).rejects.toThrow('the session is over');
    await expect(actorOf(world, own.token)).rejects.toThrow('the session is over');
    expect(await actorOf(world, changed.token)).toMatchObject({ number });
    expect((await tryWith(number, goodPassword)).outcome).toBe('refused');
    expect((await tryWith(number, newPassword)).outcome).toBe('signed_in');
    const back = { current: newPassword, password: goodPassword };
    await run(world.platform, changePassword, await actorOf(world, changed.token), back);
  });

  test('needs the current one; guessing it in a stolen session locks out as well', async () => {
    const actor = await as(number);
    const input = { current: 'không phải đâu', password: newPassword };
    for (let time = 0; time < 5; time += 1) {
      const tried = await run(world.platform, changePassword, actor, input);
      expect(tried).toMatchObject({ outcome: 'refused', code: 'identity.wrong_password' });
    }
    expect((await tryWith(number, goodPassword)).outcome).toBe('refused');
    expect(await run(world.platform, changePassword, actor, { ...input, current: goodPassword })).toMatchObject({
      outcome: 'refused',
    });
    expect(await run(world.platform, changePassword, actor, { password: newPassword })).toMatchObject({
      outcome: 'refused',
    });
    world.clock.moveBy(20 * minuteMs);
  });

  test('refuses the same one, a weak one and the own login', async () => {
    const actor = await as(number);
    for (const password of [goodPassword, '1234567890', `${number} `, 'ngắn']) {
      const tried = run(world.platform, changePassword, actor, { current: goodPassword, password });
      await expect(tried).rejects.toMatchObject({ kind: 'invalid' });
    }
    const anyone = run(world.platform, changePassword, anonymous, { password: newPassword });
    await expect(anyone).rejects.toMatchObject({ kind: 'signed_out' });
  });
});

describe('resetting a lost password', () => {
  test('a clerk gives a code for a checked paper; it works once and makes the account a checked one', async () => {
    const clerk = await as('TG00003');
    for (let time = 0; time < 5; time += 1) await tryWith(number, `sai lần ${time}`);
    const issued = await run(world.platform, issueReset, clerk, { login: number, paper });
    expect(issued).toMatchObject({ name: 'Võ Thị Lựu', code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) });
    const input = { login: number, code: issued.code.toLowerCase().replaceAll('-', ''), password: newPassword };
    expect(await reset(input)).toEqual({ outcome: 'changed' });
    expect(await reset(input)).toMatchObject(wrongCode);
    const { token } = requireAccepted(await tryWith(number, newPassword));
    expect(await run(world.platform, getMe, await actorOf(world, token), {})).toMatchObject({ assurance: 'checked' });
  });

  test('a code is over after thirty minutes, when a newer one is given, and for any other account', async () => {
    const clerk = await as('TG00003');
    const first = await run(world.platform, issueReset, clerk, { login: number, paper });
    const second = await run(world.platform, issueReset, clerk, { login: number, paper });
    const with_ = (code: string, login = number) => reset({ login, code, password: goodPassword });
    expect(await with_(first.code)).toMatchObject(wrongCode);
    await accountOfCitizen(world, '082090005678');
    expect(await with_(second.code, '082090005678')).toMatchObject(wrongCode);
    expect(await with_(second.code, '082090009999')).toMatchObject(wrongCode);
    world.clock.moveBy(30 * minuteMs);
    expect(await with_(second.code)).toMatchObject(wrongCode);
  });

  test('one code that comes twice at the same time changes the password once', async () => {
    const { code } = await run(world.platform, issueReset, await as('TG00003'), { login: number, paper });
    const both = await Promise.all([1, 2].map(() => reset({ login: number, code, password: goodPassword })));
    expect(both.map((one) => one.outcome).toSorted()).toEqual(['changed', 'refused']);
  });

  test('wrong codes lock out', async () => {
    const { code } = await run(world.platform, issueReset, await as('TG00003'), { login: number, paper });
    for (let time = 0; time < 5; time += 1)
      await reset({ login: number, code: `AAAA-AAAA-AAA${time + 2}`, password: newPassword });
    expect(await reset({ login: number, code, password: newPassword })).toMatchObject(wrongCode);
    world.clock.moveBy(2 * minuteMs);
    const weak = reset({ login: number, code, password: `${number}` });
    await expect(weak).rejects.toMatchObject({ kind: 'invalid' });
    expect(await reset({ login: number, code, password: newPassword })).toEqual({ outcome: 'changed' });
  });

  test('takes the second factor away only when the clerk says that it is lost', async () => {
    const login = '082090005678';
    const clerk = await as('TG00003');
    // The first proof of who somebody is takes away what an impostor may have enrolled; so prove it first.
    const proof = await run(world.platform, issueReset, clerk, { login, paper });
    await reset({ login, code: proof.code, password: goodPassword });
    const actor = await as(login);
    const { key } = await run(world.platform, enrolTotp, actor, {});
    const code = totpCodeOf(key, world.clock.now());
    await run(world.platform, confirmTotp, actor, { code });
    const kept = await run(world.platform, issueReset, clerk, { login, paper });
    await reset({ login, code: kept.code, password: newPassword });
    expect((await tryWith(login, newPassword)).outcome).toBe('second_factor');
    const lost = await run(world.platform, issueReset, clerk, { login, paper, removesSecondFactor: true });
    await reset({ login, code: lost.code, password: goodPassword });
    expect((await tryWith(login, goodPassword)).outcome).toBe('signed_in');
  });

  test('a clerk may not reset an official, who manages the official’s agency may', async () => {
    const forHandler = { login: 'TG00004', paper: 'Thẻ công chức 0004' };
    const refused = run(world.platform, issueReset, await as('TG00003'), forHandler);
    await expect(refused).rejects.toMatchObject({ kind: 'not_found' });
    const withoutPermission = run(world.platform, issueReset, await as('TG00004'), forHandler);
    await expect(withoutPermission).rejects.toMatchObject({ kind: 'denied' });
    const citizen = run(world.platform, issueReset, await as('082090005678'), forHandler);
    await expect(citizen).rejects.toMatchObject({ kind: 'denied' });
  });

  test.each([
    ['no paper', { login: number }],
    ['an empty paper', { login: number, paper: '  ' }],
    ['no login', { paper }],
    ['a word for yes', { login: number, paper, removesSecondFactor: 'yes' }],
  ])('%s is invalid', async (_, input) => {
    const tried = run(world.platform, issueReset, await as('TG00003'), input as never);
    await expect(tried).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('an unknown login is not found', async () => {
    const tried = run(world.platform, issueReset, await as('TG00003'), { login: '082090009999', paper });
    await expect(tried).rejects.toMatchObject({ kind: 'not_found', code: 'identity.account_not_found' });
  });
});
